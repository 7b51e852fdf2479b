import type { Piece } from './pieces.ts';
import { answered, posted, type Section } from './sentences.ts';

const head = `Each picture is drawn from the blocks that the bot really sends, in a real browser, by \`npm run screenshots\`. Slack
draws them in its own fonts and in the time zone of the reader; the numbers belong to nobody. Numbers are masked in
channels. Where a workspace takes no charts or tables, the same message has their numbers in lines; where it takes no
blocks at all, it is said in words.`;

const chapters = [
  {
    title: 'What channels get',
    about: 'In the channels that are subscribed (`/revox help subscribe`).',
    sections: posted,
  },
  { title: 'What a person gets', about: 'Only the person who asks sees these.', sections: answered },
];

/** docs/messages.md: what it shows in the order of the sentences, and what has none yet at the end. */
export function messagesPage(pieces: Piece[]): string {
  return `${[
    '# Everything the bot shows',
    head,
    chapters
      .map(({ title, sections }) =>
        [`- [${title}](#${anchor(title)})`, ...sections.map((it) => contents(it, pieces))].join('\n'),
      )
      .join('\n'),
    ...chapters.flatMap(({ title, about, sections }) => [
      `## ${title}`,
      about,
      ...sections.flatMap((section) => shown(section, pieces)),
    ]),
  ].join('\n\n')}\n`;
}

/** What is shown and has no sentence. */
export function unsaid(pieces: Piece[]): string[] {
  const said = new Set([...posted, ...answered].flatMap(({ sentences }) => Object.keys(sentences)));
  return pieces.map(({ name }) => name).filter((name) => !said.has(name));
}

function contents({ title, sentences }: Section, pieces: Piece[]): string {
  const links = named(sentences, pieces).map(({ caption }) => `[${caption}](#${anchor(caption)})`);
  return `  - [${title}](#${anchor(title)}): ${links.join(' · ')}`;
}

function shown({ title, about, sentences }: Section, pieces: Piece[]): string[] {
  return [
    `### ${title}`,
    ...(about === undefined ? [] : [about]),
    ...named(sentences, pieces).flatMap(({ name, caption, command }) => [
      `#### ${capitalised(caption)}`,
      ...(command === undefined ? [] : [`\`${command}\``]),
      sentences[name] ?? '',
      `![${caption}](images/messages/${name}.png)`,
    ]),
  ];
}

function named(sentences: Section['sentences'], pieces: Piece[]): Piece[] {
  return Object.keys(sentences).flatMap((name) => pieces.filter((piece) => piece.name === name));
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** As GitHub makes it of a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\d\s-]/gu, '')
    .replaceAll(' ', '-');
}
