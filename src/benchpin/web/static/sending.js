// A form on its way says so where it has a place for it, and a double click sends it once.
addEventListener("click", (event) => {
  if (event.detail < 2 || !event.target.closest("button[type=submit]")) return;
  event.preventDefault();
  event.stopPropagation();
}, true);

addEventListener("submit", (event) => {
  const place = event.target.querySelector("[data-sending]");
  if (!place) return;
  const input = event.target.querySelector("[data-most]");
  const isLarge = input.files[0]?.size > input.dataset.most;
  if (isLarge) event.preventDefault();
  place.textContent = isLarge ? place.dataset.large : place.dataset.sending;
});

// The page may be shown again as it was left.
addEventListener("pageshow", () => {
  for (const place of document.querySelectorAll("[data-sending]")) place.textContent = "";
});
