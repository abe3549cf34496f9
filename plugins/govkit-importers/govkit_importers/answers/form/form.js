'use strict';
const form = document.getElementById('form');
const told = document.getElementById('told');
const questions = [...form.querySelectorAll('.q')];
let saved = true;

const part = (question, name) => question.querySelector(`[data-part="${name}"]`);
const said = (question, name) => (part(question, name)?.value ?? '').trim();
const key = (entry) => JSON.stringify([entry.question, entry.subject, entry.question_hash]);
const stated = (entry) => Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== '' && value !== null));
const identity = (question) => ({
  question: question.dataset.question,
  subject: question.dataset.subject,
  question_hash: question.dataset.hash,
});

function value(question) {
  const chosen = question.querySelector('input[type=radio]:checked');
  if (chosen) return { yes: true, no: false }[chosen.value] ?? null;
  const written = said(question, 'value');
  return written && part(question, 'value').type === 'number' ? Number(written) : written;
}

function entry(question) {
  const text = said(question, 'text');
  const departure = said(question, 'qualification');
  const evidence = stated({
    path: said(question, 'path'),
    date: said(question, 'evidence_date'),
    valid_to: said(question, 'valid_to'),
    owner: said(question, 'keeper'),
  });
  const found = stated({ value: value(question), text });
  if (evidence.path) found.evidence = [evidence];
  if (departure) found.qualification = stated({ id: departure, text, approver: said(question, 'approver') });
  if (!Object.keys(found).length) return null;
  return {
    ...identity(question),
    ...found,
    ...stated({
      author: said(question, 'author') || form.elements.author.value.trim(),
      date: said(question, 'date') || form.elements.date.value,
    }),
  };
}

const tell = (template, counts) => {
  told.value = template.replace(/\{(\w+)\}/g, (_, name) => counts[name]);
};
const count = () => tell(form.dataset.count, { n: questions.filter(entry).length, all: questions.length });

function save() {
  for (const wrong of form.querySelectorAll(':invalid')) {
    const closed = wrong.closest('details');
    if (closed) closed.open = true;
  }
  if (!form.reportValidity()) return;
  const day = form.elements.date.value;
  const content = {
    govkit: 'answers/1',
    'x-organisation': form.dataset.organisation,
    'x-author': form.elements.author.value.trim(),
    'x-date': day,
    answers: questions.map(entry).filter(Boolean),
  };
  const link = document.createElement('a');
  const name = `answers-${form.dataset.organisation}-${content['x-author']}-${day}`;
  link.download = `${name.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')}.json`;
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 1)], { type: 'application/json' }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  saved = true;
  tell(form.dataset.saved, { n: content.answers.length });
}

function put(question, answer, shared) {
  const evidence = answer.evidence?.[0] ?? {};
  const parts = {
    value: typeof answer.value === 'boolean' ? '' : answer.value,
    text: answer.text,
    path: evidence.path,
    evidence_date: evidence.date,
    valid_to: evidence.valid_to,
    keeper: evidence.owner,
    qualification: answer.qualification?.id,
    approver: answer.qualification?.approver,
    author: answer.author === shared.author ? '' : answer.author,
    date: answer.date === shared.date ? '' : answer.date,
  };
  for (const [name, content] of Object.entries(parts)) {
    const field = part(question, name);
    if (!field) continue;
    field.value = String(content ?? '');
    const closed = field.closest('details');
    if (closed && field.value) closed.open = true;
  }
  const chosen = typeof answer.value === 'boolean' ? (answer.value ? 'yes' : 'no') : '';
  for (const radio of question.querySelectorAll('input[type=radio]')) radio.checked = radio.value === chosen;
}

async function open(file) {
  let content;
  try {
    content = JSON.parse(await file.text());
  } catch {
    content = null;
  }
  const whose = content?.['x-organisation'];
  if (content?.govkit !== 'answers/1' || !Array.isArray(content.answers) || whose !== form.dataset.organisation) {
    return tell(form.dataset.strange, {});
  }
  const shared = { author: String(content['x-author'] ?? ''), date: String(content['x-date'] ?? '') };
  form.elements.author.value = shared.author;
  form.elements.date.value = shared.date;
  const known = new Map(questions.map((question) => [key(identity(question)), question]));
  let n = 0;
  for (const answer of content.answers) {
    const question = answer && known.get(key(answer));
    if (!question) continue;
    put(question, answer, shared);
    n += 1;
  }
  saved = true;
  tell(form.dataset.opened, { n, left: content.answers.length - n });
}

const now = new Date();
const two = (number) => String(number).padStart(2, '0');
form.elements.date.value = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
document.getElementById('bar').hidden = false;
document.getElementById('save').onclick = save;
document.getElementById('open').onchange = (event) => {
  const [file] = event.target.files;
  event.target.value = '';
  return file && open(file);
};
form.onsubmit = (event) => event.preventDefault();
form.oninput = () => {
  saved = false;
  count();
};
addEventListener('beforeunload', (event) => {
  if (!saved) event.preventDefault();
});
count();
