// Only while the catalogue is served for editing: reload the page when a record has changed.
"use strict";

async function follow(version) {
  for (;;) {
    try {
      const answer = await fetch(`/_version?after=${version}`, { cache: "no-store" });
      const now = await answer.text();
      if (version && now !== version) location.reload();
      version = now;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

follow("");
