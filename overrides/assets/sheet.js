// Prints a product page as a sheet of one page, with the day on which the catalogue was published.

export async function run(button) {
  const words = document.querySelector(".colophon-day");
  try {
    const answer = await fetch(new URL("../build.json", import.meta.url));
    const day = new Date(`${(await answer.json()).day}T00:00:00Z`);
    const region = document.querySelector("meta[property='og:locale']").content.replace("_", "-");
    const date = new Intl.DateTimeFormat(region, { dateStyle: "long", timeZone: "UTC" }).format(day);
    words.textContent = ` · ${button.dataset.day.replace("{date}", date)}`;
  } catch { /* without it, the sheet says no day */ }
  print();
}
