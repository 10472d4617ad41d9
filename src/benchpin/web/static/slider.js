// A slider says its place in words while it moves.
document.addEventListener("input", (event) => {
  const slider = event.target;
  if (!slider.dataset || !slider.dataset.words) return;
  const word = slider.dataset.words.split("|")[slider.value];
  slider.setAttribute("aria-valuetext", word);
  const output = document.querySelector(`output[for="${slider.id}"]`);
  if (output) output.textContent = word;
});
