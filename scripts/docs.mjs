// Writes the tables of README.md from task.json, the one source of inputs and outputs; with --check, only compares.
import { readFileSync, writeFileSync } from 'node:fs';

const { inputs, outputVariables } = JSON.parse(readFileSync('tasks/pat/task.json', 'utf8'));

const row = (...cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head, rows) => [row(...head), row(...head.map(() => '---')), ...rows].join('\n');

const TABLES = {
  inputs: table(
    ['Input', 'Default', 'Meaning'],
    inputs.map(({ name, defaultValue, helpMarkDown, options }) =>
      row(
        `\`${name}\``,
        defaultValue ? `\`${defaultValue}\`` : '',
        `${helpMarkDown}${listed(options, helpMarkDown)}`,
      ),
    ),
  ),
  outputs: table(
    ['Output', 'Meaning'],
    outputVariables.map(({ name, description }) => row(`\`${name}\``, description)),
  ),
};

/** The values of a pick list, where the help does not go through them itself. */
function listed(options = {}, help) {
  const values = Object.keys(options).map((value) => `\`${value}\``);
  return values.every((value) => help.includes(value)) ? '' : ` One of ${values.join(', ')}.`;
}

const before = readFileSync('README.md', 'utf8');
const after = Object.entries(TABLES).reduce(
  (text, [name, content]) =>
    text.replace(
      new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`),
      (_, start, end) =>
        `${start}<!-- prettier-ignore-start -->\n\n${content}\n\n<!-- prettier-ignore-end -->\n${end}`,
    ),
  before,
);

if (!process.argv.includes('--check')) writeFileSync('README.md', after);
else if (after !== before) {
  console.error('README.md is not what task.json says; run: npm run fix');
  process.exit(1);
}
