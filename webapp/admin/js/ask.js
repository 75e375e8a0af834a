/** A question before something is done that many people notice, or for which a value is needed. */

const dialog = document.getElementById('ask');
const form = document.getElementById('ask-form');
const field = document.getElementById('ask-field');
const row = document.getElementById('ask-row');
const error = document.getElementById('ask-error');
const yes = document.getElementById('ask-yes');
let attempt = async () => {};

/**
 * @param {object} question
 * @param {string} question.title
 * @param {string} question.words
 * @param {string} question.yes what its button says
 * @param {{label: string, value: string}} [question.field] what is to be typed, where that is needed
 * @param {(value: string) => Promise<void>} question.act does it; what it throws is shown, and the question stays
 */
export function askFirst({ title, words, yes: label, field: wanted, act }) {
  document.getElementById('ask-title').textContent = title;
  document.getElementById('ask-words').textContent = words;
  yes.textContent = label;
  yes.disabled = false;
  row.hidden = wanted === undefined;
  field.required = wanted !== undefined;
  document.getElementById('ask-label').textContent = wanted?.label ?? '';
  field.value = wanted?.value ?? '';
  error.hidden = true;
  attempt = act;
  dialog.showModal();
  (wanted ? field : yes).focus();
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  yes.disabled = true;
  try {
    await attempt(field.value);
    dialog.close();
  } catch ({ message }) {
    error.textContent = message;
    error.hidden = false;
  } finally {
    yes.disabled = false;
  }
});
document.getElementById('ask-no').addEventListener('click', () => dialog.close());
