// Stands before the months of the home: the visitor's is chosen before any of them is drawn, and nothing moves.
"use strict";

document.querySelector(`.year [value="${new Date().getMonth() + 1}"]`).checked = true;
