"""The words of every finding, in Vietnamese and English: what is wrong, then what to do."""

from collections.abc import Iterable, Mapping

from catalogue.issues import Issue

# check: (Vietnamese: wrong, to do; English: wrong, to do). Braces are filled from the issue's values.
_WORDS: Mapping[str, tuple[str, str, str, str]] = {
    "alias": ("dùng neo hoặc bí danh YAML (& hoặc *)", "Viết lại đầy đủ giá trị.", "a YAML anchor or alias (& or *)", "Write the value out."),
    "already-there": ("đã có tệp này", "Chọn địa chỉ hoặc mã khác; tệp cũ vẫn còn nguyên.", "this file is already there", "Choose another address or id; the file is untouched."),
    "ambiguous-number": ("“{value}” có thể hiểu hai cách", "Nếu là {plain} thì viết {plain}, không dùng dấu phân cách.", "“{value}” can be read in two ways", "If {plain} is meant, write {plain}, without separators."),
    "bad-address": ("“{value}” không phải địa chỉ trang web", "Viết đầy đủ, bắt đầu bằng https://.", "“{value}” is not a web address", "Write it whole, beginning with https://."),
    "bad-configuration": ("cấu hình không dùng được: {reason}", "Sửa mkdocs.yml.", "the configuration cannot be used: {reason}", "Correct mkdocs.yml."),
    "bad-country": ("“{value}” không phải mã nước", "Dùng hai chữ in hoa, ví dụ VN, JP, FR.", "“{value}” is not a country code", "Use two capital letters, such as VN, JP, FR."),
    "bad-currency": ("“{value}” không phải mã tiền tệ", "Có phải “{nearest}”? Dùng ba chữ in hoa, ví dụ VND.", "“{value}” is not a currency code", "Did you mean “{nearest}”? Use three capital letters, such as VND."),
    "bad-date": ("“{value}” không phải ngày", "Có phải “{nearest}”? Viết 2024, 2024-03 hoặc 2024-03-11.", "“{value}” is not a date", "Did you mean “{nearest}”? Write 2024, 2024-03 or 2024-03-11."),
    "bad-file-name": ("“{value}” không phải tên tệp ảnh hợp lệ", "Dùng chữ không dấu, số và gạch nối, ví dụ vuon-vai.jpg.", "“{value}” is not a good name for a photo", "Use plain letters, digits and hyphens, such as orchard.jpg."),
    "bad-flag": ("“{value}” không phải true hay false", "Viết true hoặc false.", "“{value}” is neither true nor false", "Write true or false."),
    "bad-gtin": ("“{value}” không phải mã GTIN", "GTIN có 8, 12, 13 hoặc 14 chữ số; chép lại từ bao bì.", "“{value}” is not a GTIN", "A GTIN has 8, 12, 13 or 14 digits; copy it from the pack."),
    "bad-gtin-check-digit": ("chữ số cuối của GTIN “{value}” phải là {expected}", "So lại với bao bì.", "the last digit of GTIN “{value}” should be {expected}", "Compare it with the pack."),
    "bad-hs-code": ("“{value}” không phải mã HS", "Viết dạng '0810.90', trong dấu nháy đơn.", "“{value}” is not an HS code", "Write it like '0810.90', in single quotes."),
    "bad-id": ("“{value}” không phải mã hợp lệ", "Dùng chữ thường không dấu, số và gạch nối.", "“{value}” is not a valid id", "Use small letters without marks, digits and hyphens."),
    "bad-key": ("tên trường không đọc được", "Tên trường phải là một từ trước dấu hai chấm.", "the name of a field cannot be read", "A field is one word before a colon."),
    "bad-language": ("“{value}” không phải mã ngôn ngữ", "Dùng hai chữ thường, ví dụ vi, en, fr.", "“{value}” is not a language code", "Use two small letters, such as vi, en, fr."),
    "bad-number": ("“{value}” không phải số", "Có phải “{nearest}”? Chỉ viết chữ số, nhiều nhất một dấu chấm thập phân.", "“{value}” is not a number", "Did you mean “{nearest}”? Write digits only, with at most one decimal point."),
    "bad-slug": ("tên thư mục “{slug}” không hợp lệ", "Dùng chữ thường không dấu, số và gạch nối, ví dụ mat-ong-rung.", "the folder's name “{slug}” cannot be an address", "Use small letters without marks, digits and hyphens, such as forest-honey."),
    "bad-whole-number": ("“{value}” không phải số nguyên", "Viết số nguyên.", "“{value}” is not a whole number", "Write a whole number."),
    "blank": ("bản dịch không có chữ nào", "Dịch lại đoạn này.", "the translation holds no word", "Translate the unit."),
    "braces": ("bản dịch có dấu ngoặc của mẫu trang: {value}", "Xóa dấu ngoặc đó.", "the translation holds the braces of a template: {value}", "Delete them."),
    "broken-exchange": ("tệp trao đổi bị hỏng: {problem}", "Lưu lại từ công cụ dịch, hoặc xuất tệp mới bằng catalogue review export.", "the exchanged file is broken: {problem}", "Save it again from the translation tool, or take a new one with catalogue review export."),
    "broken-glossary": ("bảng thuật ngữ bị hỏng: {problem}", "Lưu lại từ bảng tính dạng CSV UTF-8.", "the glossary is broken: {problem}", "Save it from a spreadsheet as CSV UTF-8."),
    "broken-ignore": ("ignore của “{unit}” không đúng mẫu", "Mỗi dòng một kiểm tra kèm lý do, ví dụ numbers: 'lý do'.", "the ignore of “{unit}” is broken", "Write one check a line with its reason, such as numbers: 'the reason'."),
    "broken-status": ("dòng status của “{unit}” không đúng mẫu: {value}", "Mẫu: machine 0123456789 0123456789 draft 2026-11-23.", "the status line of “{unit}” is broken: {value}", "The form is: machine 0123456789 0123456789 draft 2026-11-23."),
    "broken-table": ("dấu nháy kép trong bảng không khép lại, từ dòng này", "Ô có dấu nháy kép: lưu lại từ bảng tính, đừng sửa tệp CSV bằng tay.", "a double quote of the table is not closed, from this row on", "Save it again from a spreadsheet rather than editing the CSV by hand."),
    "broken-template": ("mẫu trang bị hỏng: {reason}", "Sửa dòng này trong overrides/.", "a template is broken: {reason}", "Correct this line in overrides/."),
    "broken-unit": ("bản dịch “{unit}” thiếu text hoặc status", "Viết hai dòng text: và status: bên dưới.", "the translation “{unit}” lacks its text or its status", "Write the two lines text: and status: below it."),
    "broken-workbook": ("tệp XLSX bị hỏng hoặc không phải bảng tính", "Mở bằng phần mềm bảng tính, lưu lại dạng Excel (.xlsx).", "the XLSX is broken, or no workbook", "Open it in a spreadsheet program and save it again as Excel (.xlsx)."),
    "broken-yaml": ("tệp YAML bị hỏng: {problem}", "Xem dấu nháy, dấu hai chấm và thụt đầu dòng ở dòng này; không dùng phím Tab.", "the YAML is broken: {problem}", "Look at quotes, colons and indentation on this line; do not use tabs."),
    "budget-spent": ("đã gửi hết số ký tự mà --max-chars cho phép", "Phần đã dịch được giữ lại; chạy lại lệnh để dịch tiếp.", "the characters that --max-chars allows are spent", "What was translated is kept; run the command again to go on."),
    "cannot-serve": ("không mở được địa chỉ {address}: {reason}", "Chọn địa chỉ khác bằng --address.", "{address} cannot be opened: {reason}", "Choose another with --address."),
    "cannot-write-record": ("không ghi được tệp: {reason}", "Kiểm tra quyền ghi và dung lượng đĩa. Tệp cũ vẫn còn nguyên.", "the file cannot be written: {reason}", "Check the folder's rights and the space on the disk. The old file is untouched."),
    "cannot-write": ("không ghi được trang web: {reason}", "Kiểm tra quyền ghi và dung lượng đĩa. Trang cũ vẫn còn nguyên.", "the site cannot be written: {reason}", "Check the folder's rights and the space on the disk. The old site is untouched."),
    "colon-in-text": ("dấu hai chấm kèm dấu cách ở giữa giá trị", "Đặt cả giá trị trong dấu nháy đơn, ví dụ name: 'Mật ong: loại một'.", "a colon and a space within the value", "Put the whole value in single quotes, such as name: 'Honey: first grade'."),
    "cell-too-long": ("đoạn chữ dài hơn {limit} ký tự, một ô bảng tính không chứa hết", "Sửa sản phẩm này trong products/, không qua bảng tính.", "a text of more than {limit} characters fits in no cell", "Edit this product in products/ instead."),
    "column-twice": ("cột “{value}” có hai lần", "Giữ lại một cột.", "the column “{value}” stands twice", "Keep one of them."),
    "comma-in-number": ("dấu phẩy trong số: phần “{value}” đứng sau bị tách ra thành trường khác", "Dùng dấu chấm thập phân (1.5), không phân cách hàng nghìn (1500).", "a comma in a number: its “{value}” was taken for another field", "Write a decimal point (1.5), and no separator of thousands (1500)."),
    "computed-cell": ("ô này chứa công thức hoặc lỗi công thức: {value}", "Chép ô rồi dán lại dạng giá trị (Paste Special → Values).", "this cell holds a formula, or what failed in one: {value}", "Copy it and paste it as a value (Paste Special → Values)."),
    "conflict-marker": ("dấu của hai bản sửa chồng nhau (<<<<<<<, =======, >>>>>>>) còn trong tệp", "Giữ lại bản đúng, xóa bản kia cùng cả ba dòng dấu.", "the marks of two edits that met (<<<<<<<, =======, >>>>>>>) are left in the file", "Keep the right one, and delete the other with all three lines of marks."),
    "control-character": ("có ký tự ẩn: {value}", "Xóa và gõ lại đoạn chữ này.", "a hidden character: {value}", "Delete the text and type it again."),
    "disease-claims": ("sản phẩm sức khỏe không được quảng bá chữa bệnh: {value}", "Bỏ câu nói về phòng, chữa bệnh, cả trong bản gốc (Quy định EU 1169/2011, điều 7).", "a health product must not claim to act on a disease: {value}", "Take the claim out, in the source too (Regulation (EU) 1169/2011, article 7)."),
    "doctype": ("tệp XML có khai báo DOCTYPE", "Xóa khai báo đó; tệp trao đổi không bao giờ cần.", "the XML holds a DOCTYPE", "Delete it; an exchanged file never needs one."),
    "doubled-words": ("một từ viết hai lần liền nhau: {value}", "Bỏ một từ.", "a word stands twice in a row: {value}", "Delete one."),
    "duplicate-id": ("mã “{id}” dùng hai lần trong cùng danh sách", "Đặt mã khác cho mục sau.", "the id “{id}” stands twice in one list", "Give the later item another id."),
    "duplicate-key": ("trường “{key}” viết hai lần", "Giữ lại một.", "the field “{key}” stands twice", "Keep one of them."),
    "elision": ("thiếu lược âm tiếng Pháp: {value}", "Viết d’, l’, qu’… trước nguyên âm.", "French elides here: {value}", "Write d’, l’, qu’… before a vowel."),
    "emails": ("địa chỉ thư không khớp bản gốc: mất {lost}, thừa {new}", "Chép nguyên địa chỉ từ bản gốc.", "the e-mail addresses differ from the source: lost {lost}, new {new}", "Copy them from the source."),
    "edited-unit": ("“{unit}” đã được sửa sau khi ghi trạng thái", "Nếu đã duyệt, thay dòng status bằng: status: {line}", "“{unit}” was changed after its status was written", "If it is approved, make its status: {line}"),
    "empty": ("giá trị trống", "Điền giá trị, hoặc xóa cả trường; viết n/a nếu không áp dụng.", "an empty value", "Fill it in, or delete the whole field; write n/a if it does not apply."),
    "empty-file": ("tệp trống", "Điền nội dung hoặc xóa tệp.", "the file is empty", "Fill it in or delete it."),
    "end-punctuation": ("bản gốc kết thúc bằng {source}, bản dịch bằng {target}", "Kết thúc như bản gốc.", "the source ends with {source}, the translation with {target}", "End as the source does."),
    "engine-error": ("đây là thông báo lỗi của máy dịch, không phải bản dịch: {value}", "Xóa bản dịch này rồi dịch lại.", "this is an engine's message, not a translation: {value}", "Delete the text and translate again."),
    "entities": ("ký tự bị mã hóa còn sót: {value}", "Viết lại ký tự thật.", "an escaped character is left over: {value}", "Write the character itself."),
    "exchange-too-big": ("tệp trao đổi {size} byte, quá giới hạn {limit} byte", "Xuất từng ngôn ngữ, từng nhóm sản phẩm.", "the exchanged file has {size} bytes, more than {limit}", "Export one locale, or one category, at a time."),
    "engine-refused": ("không dùng được máy dịch: {reason}", "Xem docs/project/engines.md, hoặc chọn --engine khác.", "the engine cannot be used: {reason}", "See docs/project/engines.md, or choose another --engine."),
    "engine-stopped": ("đã ngừng hỏi máy dịch: {reason}", "Phần đã dịch được giữ lại; chạy lại lệnh để dịch tiếp.", "the engine is asked no more: {reason}", "What was translated is kept; run the command again to go on."),
    "excuse-over": ("lời miễn cho “{address}” đã hết hạn ngày {day}", "Xóa mục này, hoặc xem lại rồi ghi until mới.", "the excuse of “{address}” ended on {day}", "Delete it, or look again and write a new until."),
    "excuse-unneeded": ("“{address}” không cần miễn nữa", "Xóa mục này.", "“{address}” needs no excuse any more", "Delete it."),
    "file-too-big": ("tệp {size} byte, quá giới hạn {limit} byte", "Hồ sơ chỉ chứa chữ; để ảnh trong photos/.", "the file has {size} bytes, more than {limit}", "A record holds text only; put photos into photos/."),
    "french-spacing": ("dấu cách tiếng Pháp không đúng: {value}", "Đặt dấu cách không ngắt trước ; : ! ? và bên trong « ».", "the French spacing is wrong: {value}", "Put a no-break space before ; : ! ? and inside « »."),
    "glossary-header": ("dòng đầu của bảng thuật ngữ không dùng được: {value}", "Viết các mã ngôn ngữ, bản gốc trước, rồi note: vi,en,fr,note.", "the first line of the glossary cannot be used: {value}", "Write the locales, the source first, then note: vi,en,fr,note."),
    "glossary-row": ("dòng thuật ngữ “{value}” có {cells} ô thay vì {columns}, hoặc ô trống hay quá dài", "Sửa dòng này; chữ có dấu phẩy phải nằm trong dấu nháy kép.", "the glossary's row “{value}” has {cells} cells, not {columns}, or one that is empty or too long", "Correct it; a text with a comma stands in double quotes."),
    "glossary-twice": ("thuật ngữ “{value}” có hai dòng", "Gộp lại thành một.", "the term “{value}” has two rows", "Merge them."),
    "gtin": ("mã GTIN không khớp bản gốc: mất {lost}, thừa {new}", "Chép nguyên mã từ bản gốc.", "the GTINs differ from the source: lost {lost}, new {new}", "Copy them from the source."),
    "hidden-characters": ("bản dịch có ký tự ẩn: {value}", "Xóa và gõ lại đoạn chữ này.", "the translation holds a hidden character: {value}", "Delete the text and type it again."),
    "inconsistent": ("cùng một bản gốc được dịch khác ở {file}: {other}", "Chọn một cách dịch cho cả hai.", "the same source is rendered otherwise in {file}: {other}", "Choose one rendering for both."),
    "implausible-run": ("{count} bản dịch đã có sẽ bị dịch lại, hơn {share} tổng số", "Kiểm tra vì sao, rồi thêm --yes-really nếu đúng là muốn vậy.", "{count} texts would be translated again, more than {share} of all", "Find out why, then add --yes-really if that is what you want."),
    "issued-or-seen": ("mỗi lần xếp hạng cần đúng một trong hai: issued hoặc seen", "issued là ngày ra quyết định; seen là năm chỉ được nhắc đến.", "a rating needs exactly one of issued and seen", "issued is the date of the decision; seen the year it was only listed."),
    "length": ("bản gốc dài {source} ký tự, bản dịch {target}", "Xem bản dịch có bị cắt hoặc thừa không.", "the source has {source} characters, the translation {target}", "See whether it is cut off, or says more."),
    "link-front-page": ("“{address}” giờ dẫn về trang chủ, có lẽ trang đã bị xóa", "Tìm địa chỉ mới của bài, hoặc một nguồn khác.", "“{address}” leads to a front page now: the page has probably been deleted", "Find its new address, or another source."),
    "link-gone": ("“{address}” không còn (máy chủ trả lời {status})", "Tìm địa chỉ mới của trang, hoặc một nguồn khác.", "“{address}” is gone (the server answers {status})", "Find its new address, or another source."),
    "link-inside": ("“{address}” nằm trong mạng nội bộ, người đọc không mở được", "Ghi địa chỉ công khai.", "“{address}” is inside a private network, where no reader gets", "Write a public address."),
    "link-loops": ("“{address}” chuyển hướng mãi không đến trang nào", "Mở thử bằng trình duyệt rồi sửa địa chỉ.", "“{address}” redirects again and again, and to no page", "Open it in a browser and correct the address."),
    "link-moved": ("“{address}” đã chuyển hẳn sang {moved}", "Mở thử; nếu đúng trang đó thì ghi địa chỉ mới.", "“{address}” has moved for good to {moved}", "Open it; if it is the same page, write the new address."),
    "link-no-host": ("không còn máy chủ nào tên {host}", "Tìm địa chỉ mới của trang, hoặc một nguồn khác.", "there is no host {host} any more", "Find the page's new address, or another source."),
    "link-refused": ("chưa mở được “{address}” (máy chủ trả lời {status})", "Mở thử bằng trình duyệt. Nếu mở được, ghi lý do miễn vào links.yaml.", "“{address}” could not be opened (the server answers {status})", "Open it in a browser. If it opens there, excuse it in links.yaml."),
    "link-silent": ("chưa tới được “{address}”: máy chủ không trả lời", "Chờ lần kiểm tra sau. Nếu vẫn vậy, tìm một nguồn khác.", "“{address}” could not be reached: no answer", "Wait for the next time. If it stays so, find another source."),
    "link-untrusted": ("“{address}” có chứng chỉ HTTPS không đáng tin", "Mở thử bằng trình duyệt. Nếu mở được, ghi lý do miễn vào links.yaml.", "“{address}” has no HTTPS certificate that can be trusted", "Open it in a browser. If it opens there, excuse it in links.yaml."),
    "links": ("liên kết không khớp bản gốc: mất {lost}, thừa {new}", "Giữ nguyên liên kết của bản gốc.", "the links differ from the source: lost {lost}, new {new}", "Keep those of the source."),
    "links-left": ("chưa kịp mở {count} trong {of} địa chỉ", "Tuần sau bắt đầu từ chỗ khác; muốn mở nhiều hơn thì tăng --minutes.", "there was no time to visit {count} of {of} addresses", "The next week begins elsewhere; to visit more at once, raise --minutes."),
    "low-above-high": ("giá trị thấp nhất {low} lớn hơn giá trị cao nhất {high}", "Đổi chỗ hai số, hoặc sửa số sai.", "the lowest, {low}, is more than the highest, {high}", "Change the two round, or correct the one that is wrong."),
    "list-not-empty": ("ghi n/a nhưng hồ sơ “{slug}” đã có mục trong danh sách này", "Bỏ dòng n/a; muốn xóa mục thì sửa hồ sơ trong products/.", "n/a, but the record “{slug}” has items in this list", "Delete the row; to take items out, edit the record in products/."),
    "markdown": ("cấu trúc không khớp bản gốc: {signs}", "Giữ đoạn văn, danh sách, tiêu đề và chữ đậm như bản gốc.", "the structure differs from the source: {signs}", "Keep the paragraphs, lists, headings and emphasis of the source."),
    "marks": ("tên riêng còn dấu tiếng Việt: {words}", "Viết tên không dấu trong bản dịch.", "names with Vietnamese marks: {words}", "Write them without marks in the translation."),
    "missing-columns": ("bảng thiếu cột: {columns}", "Giữ nguyên dòng tên cột đã xuất; lưu dạng CSV UTF-8.", "the table lacks the columns: {columns}", "Keep the line of names as it was exported; save as CSV UTF-8."),
    "missing-field": ("thiếu trường bắt buộc “{field}”", "Thêm trường này.", "the required field “{field}” is missing", "Add it."),
    "missing-file": ("không tìm thấy tệp hoặc thư mục", "Tạo tệp này, hoặc chạy lệnh ở thư mục gốc của danh mục.", "this file or folder is missing", "Create it, or run the command at the catalogue's root."),
    "missing-label": ("thiếu nhãn cho ngôn ngữ “{locale}”", "Thêm dòng {locale}: … ; nhãn do người viết, máy không dịch.", "the label for the locale “{locale}” is missing", "Add a line {locale}: … ; labels are written by hand."),
    "names": ("bản dịch thiếu tên “{name}”", "Viết {expected}.", "the translation lacks the name “{name}”", "Write {expected}."),
    "new-tags": ("bản dịch có thẻ hoặc mã mà bản gốc không có: {value}", "Xóa thẻ đó.", "the translation holds markup that the source does not: {value}", "Delete it."),
    "newer-schema": ("hồ sơ viết theo lược đồ {value}, chương trình này chỉ biết đến {known}", "Dùng bản mới hơn của chương trình.", "the records are in schema {value}, and this program knows schema {known}", "Use a newer version of the program."),
    "no-break-indent": ("dòng này thụt vào bằng dấu cách không ngắt, YAML không hiểu", "Xóa các dấu cách ở đầu dòng rồi gõ lại bằng phím cách.", "this line is indented by no-break spaces, which YAML does not take for spaces", "Delete the spaces it begins with, and type them again."),
    "no-form": ("tệp này không có dạng chuẩn", "Chỉ hồ sơ, bản dịch và dữ liệu dùng chung trong products/ mới có.", "this file has no canonical form", "Records, their translations and what records share in products/ have one."),
    "no-full-text": ("không lập được chỉ mục toàn văn: {reason}", "Cài lại các gói trong requirements.txt, hoặc ghi full_text: false dưới plugins: - catalogue: trong mkdocs.yml.", "the texts cannot be indexed: {reason}", "Install requirements.txt again, or write full_text: false in mkdocs.yml under plugins: - catalogue:."),
    "no-locales": ("chưa khai báo ngôn ngữ nào", "Khai báo trong khối plugins: - i18n: languages: của mkdocs.yml.", "no locale is configured", "List them in mkdocs.yml under plugins: - i18n: languages:."),
    "no-plugin": ("mkdocs.yml không bật plugin catalogue", "Thêm “- catalogue:” vào plugins.", "mkdocs.yml does not use the catalogue plugin", "Add “- catalogue:” to its plugins."),
    "no-records": ("chưa có hồ sơ sản phẩm nào", "Chép một thư mục sản phẩm vào đây rồi sửa.", "there is no product record", "Copy a product's folder into it and edit it."),
    "no-sheet": ("không thấy dòng tên cột có cột slug", "Giữ nguyên hai dòng đầu như tệp mà catalogue export đã xuất.", "there is no row of headings with a column for the slug", "Keep the first two rows as catalogue export wrote them."),
    "no-such-product": ("không có sản phẩm “{slug}”", "Thêm sản phẩm này vào trang “Sản phẩm”, hoặc sửa slug cho đúng tên thư mục trong products/.", "there is no product “{slug}”", "Add it to the sheet of products, or write the slug as its folder in products/ is called."),
    "no-site-url": ("thiếu site_url", "Ghi địa chỉ công khai của trang, kết thúc bằng /.", "site_url is missing", "State the public address of the site, ending in /."),
    "no-such-record": ("không có hồ sơ “{slug}”", "Xem tên thư mục trong products/.", "there is no record “{slug}”", "See the folders in products/."),
    "not-a-file": ("đây không phải tệp thường", "Thay bằng một tệp thường.", "this is not a regular file", "Put a regular file in its place."),
    "not-a-site": ("chỗ ghi trang web đã có tệp không do lệnh này tạo ra", "Chọn --site-dir khác, hoặc tự dọn chỗ này.", "what stands where the site goes was not written by a build", "Choose another --site-dir, or clear the place yourself."),
    "not-a-list": ("“{field}” phải là danh sách", "Viết mỗi mục một dòng, bắt đầu bằng gạch ngang.", "“{field}” wants a list", "Write one item a line, each beginning with a hyphen."),
    "not-a-mapping": ("“{field}” phải gồm các trường con", "Viết các trường con thụt vào bên dưới.", "“{field}” wants fields below it", "Write its fields indented below it."),
    "not-canonical": ("tệp chưa ở dạng chuẩn, từ dòng này", "Chạy: catalogue fmt {file}", "the file is not in its canonical form, from this line on", "Run: catalogue fmt {file}"),
    "not-one-line": ("giá trị phải nằm trên một dòng: {value}", "Bỏ xuống dòng.", "the value must be one line: {value}", "Take out the line break."),
    "not-drawn": ("không vẽ được ảnh này: {reason}", "Sửa hình vẽ, phông chữ hoặc ảnh chụp được nêu tên.", "this picture cannot be drawn: {reason}", "Correct the drawing, the font or the photo that is named."),
    "not-one-of": ("“{field}” phải là một trong: {expected}", "Có phải “{nearest}”? Viết đúng như một giá trị ấy.", "“{field}” must be one of: {expected}", "Did you mean “{nearest}”? Write one of these as it is."),
    "not-rewritten": ("không đưa được tệp về dạng chuẩn mà giữ nguyên nội dung và chú thích", "Sửa tay cho giống các hồ sơ khác. Tệp vẫn còn nguyên.", "the file cannot be brought into its canonical form with everything it says, comments included", "Write it by hand as the other records are. The file is untouched."),
    "not-spliced": ("không ghi được bản dịch vào tệp này mà không làm đổi phần khác", "Đưa tệp về mẫu: mỗi bản dịch gồm tên, text và status.", "a translation cannot be written into this file without changing something else in it", "Bring the file into its form: for each text its name, text and status."),
    "not-text": ("“{field}” phải là chữ", "Viết một giá trị, không phải danh sách.", "“{field}” wants text", "Write one value, not a list."),
    "not-translated": ("“{unit}” chưa dịch được: {reasons}", "Chạy lại, chọn máy dịch khác, hoặc tự dịch.", "“{unit}” was not translated: {reasons}", "Run again, choose another engine, or translate it by hand."),
    "not-utf-8": ("tệp không phải UTF-8", "Lưu lại với bảng mã UTF-8; trong Notepad: Save As, Encoding: UTF-8.", "the file is not UTF-8", "Save it again as UTF-8; in Notepad: Save As, Encoding: UTF-8."),
    "not-utf-8-table": ("tệp CSV không phải Unicode, có lẽ là Windows-1258 hoặc phông VNI, TCVN3", "Lưu lại dạng CSV UTF-8 hoặc Excel (.xlsx); chữ VNI, TCVN3 thì đổi sang Unicode trước.", "the CSV is not Unicode, but perhaps Windows-1258, or in VNI or TCVN3", "Save it as CSV UTF-8 or Excel (.xlsx); convert VNI and TCVN3 to Unicode first."),
    "nothing-returned": ("bản dịch “{unit}” trả về trống", "Dịch đoạn này, hoặc bỏ qua; bản dịch đang có vẫn còn nguyên.", "the translation “{unit}” came back empty", "Translate it, or leave it; what the catalogue holds is untouched."),
    "numbers": ("số không khớp bản gốc: mất {lost}, thừa {new}", "Sửa số trong bản dịch theo bản gốc.", "the numbers differ from the source: lost {lost}, new {new}", "Correct them after the source."),
    "nothing-to-approve": ("không có bản dịch “{unit}” để duyệt", "Dịch đoạn này trước.", "there is no translation “{unit}” to approve", "Translate it first."),
    "old-workbook": ("đây là tệp Excel cũ (.xls) hoặc tệp có mật khẩu", "Lưu lại dạng Excel (.xlsx), không đặt mật khẩu.", "this is an old Excel file (.xls), or one with a password", "Save it as Excel (.xlsx), without a password."),
    "older-schema": ("hồ sơ viết theo lược đồ cũ {value}, chương trình này dùng {known}", "Chạy catalogue migrate.", "the records are in the old schema {value}, and this program wants schema {known}", "Run catalogue migrate."),
    "open-quote": ("giá trị mở bằng dấu nháy nhưng không kết thúc bằng dấu nháy đó", "Thêm dấu nháy ở cuối giá trị, hoặc bỏ dấu nháy ở đầu.", "the value opens with a quote that does not end it", "Close the quote at its end, or take out the one at its beginning."),
    "orphan-unit": ("bản dịch “{unit}” không còn đoạn gốc", "Khôi phục đoạn gốc, hoặc xóa bản dịch này nếu không cần nữa.", "the translation “{unit}” has no source any more", "Restore the source, or delete the translation if nobody needs it."),
    "out-of-range": ("“{value}” nằm ngoài khoảng {low} đến {high}", "Sửa lại giá trị.", "“{value}” is not between {low} and {high}", "Correct the value."),
    "phones": ("số điện thoại không khớp bản gốc: mất {lost}, thừa {new}", "Chép nguyên số từ bản gốc.", "the telephone numbers differ from the source: lost {lost}, new {new}", "Copy them from the source."),
    "photo-damaged": ("ảnh bị cắt cụt hoặc hỏng, không giải mã được", "Chép lại từ máy ảnh, hoặc mở rồi lưu lại dạng JPEG.", "the photo is cut off or damaged and cannot be decoded", "Copy it again from the camera, or open it and save it as JPEG."),
    "photo-extension": ("tệp là {format} nhưng tên kết thúc bằng .{ending}", "Đổi đuôi tệp thành .{expected}, cả trong hồ sơ.", "the file is {format}, but its name ends in .{ending}", "Let it end in .{expected}, here and in the record."),
    "photo-missing": ("không có tệp ảnh photos/{name}", "Có phải “{nearest}”? Đặt ảnh vào photos/ đúng từng chữ hoa, chữ thường, hoặc bỏ mục này.", "there is no photos/{name}", "Did you mean “{nearest}”? Put the photo into photos/, spelt letter by letter as here, or take this item out."),
    "photo-moves": ("ảnh động, có nhiều khung hình", "Dùng một ảnh tĩnh, lưu dạng JPEG.", "the picture is animated", "Use a still photo, saved as JPEG."),
    "photo-not-named": ("không mục photos nào của hồ sơ nêu tệp này", "Thêm vào photos: với alt, credit, licence, hoặc xóa tệp.", "no item under photos of the record names this file", "Add one, with its alt, credit and licence, or delete the file."),
    "photo-too-big": ("ảnh {size} MB, quá giới hạn {limit} MB", "Lưu lại dạng JPEG, rộng 3000 điểm ảnh là đủ.", "the photo has {size} MB, more than {limit} MB", "Save it as JPEG; a width of 3000 pixels is plenty."),
    "photo-too-large": ("ảnh {width} × {height} điểm ảnh, quá giới hạn {limit} triệu điểm hoặc {side} một cạnh", "Thu nhỏ lại; rộng 3000 điểm ảnh là đủ.", "the photo has {width} × {height} pixels, more than {limit} million, or than {side} along a side", "Scale it down; a width of 3000 pixels is plenty."),
    "photo-unreadable": ("không phải ảnh JPEG, PNG, WebP, AVIF hay TIFF đọc được", "Mở bằng phần mềm xem ảnh rồi lưu lại dạng JPEG.", "this is no JPEG, PNG, WebP, AVIF or TIFF that can be read as a photo", "Open it in a viewer of photos and save it as JPEG."),
    "placeholders": ("ký hiệu giữ chỗ của máy dịch còn sót: {value}", "Thay bằng tên trong bản gốc.", "an engine's placeholder is left over: {value}", "Put the name of the source in its place."),
    "repetition": ("bản dịch lặp lại: {value}", "Xóa phần lặp.", "the translation repeats itself: {value}", "Delete what stands twice."),
    "same-as-source": ("bản dịch giống hệt bản gốc", "Dịch đoạn này.", "the translation is the source again", "Translate the unit."),
    "several-documents": ("tệp có nhiều tài liệu YAML (---)", "Chỉ giữ một.", "the file holds several YAML documents (---)", "Keep one."),
    "several-locales": ("một tệp PO chỉ chứa một ngôn ngữ, ở đây có: {locales}", "Xuất từng ngôn ngữ.", "a PO file holds one locale, here are: {locales}", "Export one locale at a time."),
    "sheet-too-big": ("bảng tính {size} byte, quá giới hạn {limit} byte", "Bỏ ảnh và các trang thừa, hoặc chia nhỏ tệp.", "the spreadsheet has {size} bytes, more than {limit}", "Take out pictures and other sheets, or split it."),
    "site-too-big": ("trang web {size} MB, quá giới hạn {limit} MB", "Giảm ảnh, hoặc nâng max_site_mb.", "the site has {size} MB, more than {limit} MB", "Use fewer photos, or raise max_site_mb."),
    "slug-taken": ("địa chỉ “{slug}” đã thuộc về {other}", "Chọn địa chỉ khác.", "the address “{slug}” belongs to {other}", "Choose another."),
    "slug-twice": ("hai sản phẩm cùng một slug “{slug}”; sản phẩm trước ở dòng {first}", "Đặt slug khác cho một trong hai, hoặc bỏ dòng thừa.", "two products with one slug, “{slug}”; the first is in row {first}", "Give one of them another slug, or delete the row."),
    "slug-wanted": ("dòng này thiếu slug", "Ghi slug, ví dụ {slug}; dòng không nói về sản phẩm nào thì xóa.", "this row has no slug", "Write it, such as {slug}; delete a row that is about no product."),
    "source-moved": ("đoạn gốc của “{unit}” đã đổi sau khi xuất", "Xuất lại đoạn này và dịch theo bản gốc mới.", "the source of “{unit}” has changed since the export", "Export the unit again and translate the new source."),
    "spaces": ("thừa dấu cách: {value}", "Xóa dấu cách thừa.", "a space too many: {value}", "Delete it."),
    "stars": ("số sao không khớp bản gốc: mất {lost}, thừa {new}", "Ghi đúng số sao của bản gốc.", "the stars differ from the source: lost {lost}, new {new}", "State the stars of the source."),
    "stale-unnamed": ("đoạn gốc của “{unit}” đã đổi sau khi dịch", "So lại với đoạn gốc, rồi duyệt riêng bằng --unit {unit}.", "the source of “{unit}” has changed since it was translated", "Compare it, then approve it by name with --unit {unit}."),
    "stray-file": ("tệp không thuộc hồ sơ nào", "Chuyển vào thư mục sản phẩm, hoặc xóa.", "a file that belongs to no record", "Move it into a product's folder, or delete it."),
    "surplus-cells": ("dòng này có nhiều ô hơn dòng tên cột", "Lưu lại từ bảng tính; đoạn chữ có dấu phân cách phải nằm trong dấu nháy kép.", "this line has more cells than the line of names", "Save it again from a spreadsheet; a text that holds the delimiter stands in double quotes."),
    "symlink": ("đây là liên kết (symlink)", "Thay bằng tệp thật.", "this is a symbolic link", "Put the real file in its place."),
    "tab-indent": ("dòng này thụt vào bằng phím Tab", "Xóa Tab ở đầu dòng, gõ dấu cách cho thẳng với các dòng bên cạnh.", "this line is indented by a tab", "Delete it and type spaces, as many as its neighbours have."),
    "tag": ("dùng thẻ kiểu YAML ({value})", "Xóa thẻ bắt đầu bằng dấu !.", "a YAML tag ({value})", "Delete the word that begins with !."),
    "target-moved": ("bản dịch “{unit}” trong danh mục đã được sửa sau khi xuất", "So hai bản rồi sửa trong product.{locale}.yaml.", "the translation “{unit}” has been changed in the catalogue since the export", "Compare the two and edit product.{locale}.yaml."),
    "terms": ("thuật ngữ “{term}” dịch khác bảng thuật ngữ", "Dùng: {expected}; hoặc bổ sung cách dịch vào glossary.csv.", "the term “{term}” is not said as in the glossary", "Use: {expected}; or add a way to say it to glossary.csv."),
    "too-deep": ("lồng nhau quá {limit} cấp", "Hồ sơ không cần sâu như vậy; xem lại thụt đầu dòng.", "nested deeper than {limit} levels", "No record is that deep; look at the indentation."),
    "too-many-values": ("tệp có hơn {limit} giá trị", "Chia nhỏ tệp.", "the file holds more than {limit} values", "Split it."),
    "uneven-indent": ("dòng này thụt vào không thẳng với các dòng cùng cấp", "Gõ thêm hoặc bớt dấu cách ở đầu dòng cho thẳng với các dòng bên cạnh.", "this line is not indented as those it belongs with are", "Give it as many spaces as its neighbours have."),
    "unfinished-unit": ("bản dịch “{unit}” vẫn là bản của đoạn gốc cũ", "Sửa theo bản gốc mới, hoặc duyệt nếu vẫn đúng.", "the translation “{unit}” still renders the older source", "Edit it for the new source, or approve it if it still holds."),
    "unit-twice": ("“{unit}” trả về hai lần với nội dung khác nhau", "Giữ lại một; dòng đầu đã được nhận.", "“{unit}” came back twice, with different texts", "Keep one; the first has been taken."),
    "units": ("đơn vị thay đổi: bản gốc {source}, bản dịch {target}", "Giữ đơn vị của bản gốc.", "a unit has changed: the source says {source}, the translation {target}", "Keep the unit of the source."),
    "unknown-check": ("không có kiểm tra “{value}”", "Các kiểm tra: {known}.", "there is no check “{value}”", "The checks are: {known}."),
    "unknown-column": ("cột “{value}” không có trong hồ sơ nên được bỏ qua", "Có phải “{nearest}”? Muốn được đọc thì giữ tên cột đã xuất.", "the column “{value}” is no part of a record and is left out", "Did you mean “{nearest}”? To be read it must have the heading that was exported."),
    "unknown-key": ("không có trường “{field}”", "Có phải “{nearest}”? Xem docs/project/record.md.", "there is no field “{field}”", "Did you mean “{nearest}”? See docs/project/record.md."),
    "unknown-locale": ("chưa có ngôn ngữ “{locale}” (đã có: {known})", "Thêm vào catalogue/locales/.", "the locale “{locale}” is not known (there are: {known})", "Add it in catalogue/locales/."),
    "unknown-reference": ("không có {what} “{value}”", "Có phải “{nearest}”? Các mã nằm trong {where}.", "there is no {what} “{value}”", "Did you mean “{nearest}”? The ids are in {where}."),
    "unknown-source": ("hồ sơ này không có nguồn “{value}”", "Có phải “{nearest}”? Mã nguồn là một id dưới sources của chính hồ sơ; thêm nguồn vào đó trước.", "this record has no source “{value}”", "Did you mean “{nearest}”? It is an id under sources of the record itself; add the source there first."),
    "unknown-unit": ("không có đoạn “{unit}” trong hồ sơ “{slug}”", "Giữ nguyên mã đã xuất; hồ sơ có thể đã đổi hoặc bị xóa.", "the record “{slug}” has no unit “{unit}”", "Keep the ids as they were exported; the record may have changed or gone."),
    "unreadable": ("không đọc được: {reason}", "Kiểm tra quyền đọc.", "cannot be read: {reason}", "Check the rights of the file."),
    "urls": ("địa chỉ trang web không khớp bản gốc: mất {lost}, thừa {new}", "Chép nguyên địa chỉ từ bản gốc.", "the web addresses differ from the source: lost {lost}, new {new}", "Copy them from the source."),
    "vietnamese": ("còn sót chữ tiếng Việt: {words}", "Dịch các chữ này, hoặc đặt trong ngoặc kép nếu là tên gọi.", "Vietnamese words are left over: {words}", "Translate them, or put them in quotation marks if they are a name."),
    "word-quotes": ("{value} nằm trong dấu nháy cong của Word", "Gõ lại bằng dấu nháy thẳng ', hoặc bỏ dấu nháy.", "{value} stands in the curly quotes of a text processor", "Type straight quotes ' instead, or none."),
    "wrong-letters": ("chữ Việt bị hỏng vì sai bảng mã ({encoding}): {value}", "Xuất lại từ tệp gốc dạng CSV UTF-8 hoặc Excel (.xlsx); chữ VNI, TCVN3 thì đổi sang Unicode.", "Vietnamese letters spoilt by a wrong encoding ({encoding}): {value}", "Export the original again as CSV UTF-8 or Excel (.xlsx); convert VNI and TCVN3 to Unicode."),
}  # fmt: skip

CHECKS = frozenset(_WORDS)
_REFERENCES: Mapping[str, str] = {
    "category": "bộ tiêu chí",
    "kind": "loại sản phẩm",
    "place": "địa danh",
    "producer": "chủ thể",
    "scheme": "chứng nhận, danh hiệu",
    "sector": "nhóm sản phẩm",
}
"""What a record may refer to, in Vietnamese."""
_EMPTY_HINTS = ("Có phải “”? ", "Did you mean “”? ")


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def one_line(value: str) -> str:
    """Return *value* as it may stand in a line: what a record says must not look like a finding of its own."""
    return "".join(letter if letter.isprintable() else " " for letter in value)


def words(issue: Issue, locale: str) -> tuple[str, str]:
    """Return what is wrong and what to do, in ``vi`` or ``en``."""
    found = _WORDS.get(issue.check)
    if found is None:
        return f"{issue.check} {dict(issue.values)}", ""
    wrong, remedy = found[:2] if locale == "vi" else found[2:]
    values = _Values({key: one_line(value) for key, value in issue.values.items()})
    if locale == "vi" and "what" in values:
        values["what"] = _REFERENCES.get(values["what"], values["what"])
    filled = remedy.format_map(values)
    for hint in _EMPTY_HINTS:
        filled = filled.replace(hint, "")
    return wrong.format_map(values), filled


def line(issue: Issue, locale: str) -> str:
    """Return ``file:line: message. What to do.``, and behind the line the cell of a spreadsheet."""
    wrong, remedy = words(issue, locale)
    mark = "" if issue.severity == "error" else ("lưu ý: " if locale == "vi" else "note: ")
    return f"{issue.file}:{issue.line}: {_cell(issue)}{mark}{wrong}. {remedy}".rstrip()


def _cell(issue: Issue) -> str:
    return f"{one_line(issue.cell)}: " if issue.cell else ""


def listing(issues: Iterable[Issue], locale: str) -> str:
    """Return the lines of *issues*."""
    return "\n".join(line(issue, locale) for issue in issues)


def github(issue: Issue, locale: str) -> str:
    """Return a GitHub annotation; its own separators are escaped, so that no text can forge another."""
    wrong, remedy = words(issue, locale)
    text = f"{_cell(issue)}{wrong}. {remedy}".replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    file = issue.file.replace("%", "%25").replace(":", "%3A").replace(",", "%2C").replace("\n", "%0A")
    return f"::{issue.severity} file={file},line={issue.line},title={issue.check}::{text}"


def as_data(issue: Issue, locale: str) -> dict[str, object]:
    """Return the issue for ``--format json``."""
    wrong, remedy = words(issue, locale)
    return {
        "check": issue.check,
        "severity": issue.severity,
        "file": issue.file,
        "line": issue.line,
        "at": list(issue.at),
        "cell": issue.cell,
        "message": wrong,
        "remedy": remedy,
    }
