import { nearest } from '../../calls/filter/nearest.ts';
import { maskNumbers } from '../../calls/numbers/mask-numbers.ts';
import type { SavedSearch } from '../../calls/saved-search.ts';
import { commandButton } from '../blocks/command-button.ts';
import { renderProblem } from '../blocks/problem.ts';
import type { Shown } from '../blocks/rendered.ts';
import { actions, bold, bullets, button, code, paragraph, words } from '../blocks/rich.ts';
import { renderNearest } from '../blocks/unread-words.ts';

const mostButtons = 20;

/** All that one person saved: what it is, and a button that does it. */
export function renderSavedSearches(searches: SavedSearch[]): Shown {
  if (searches.length === 0) return nothingSaved;
  return {
    blocks: [
      ...paragraph([bold('Your saved searches')]),
      ...bullets(
        ...searches.map(({ name, command }) => [
          bold(name, 40),
          words(' '),
          code(`/revox ${shown(command)}`, 120),
        ]),
      ),
      ...actions(...savedButtons(searches.slice(0, mostButtons))),
    ],
  };
}

/** One for each, with its name on it. */
export function savedButtons(searches: SavedSearch[]) {
  return searches.map(({ name }, index) => commandButton(name, `run ${name}`, 100 + index));
}

const nothingSaved = renderProblem({
  what: 'You haven’t saved any searches yet.',
  next: 'Save a search under a name, then run it by that name:',
  commands: ['/revox save errors-fr = errored phone:+33 7d', '/revox run errors-fr'],
});

export function renderSaved({ name, command }: SavedSearch): Shown {
  return {
    blocks: [
      ...paragraph(
        [bold('Saved.'), words(' Run it with '), code(`/revox run ${name}`)],
        [code(`/revox ${shown(command)}`, 300)],
      ),
      ...actions(...savedButtons([{ name, command }])),
    ],
  };
}

/** A search may be for a number, which stands on nobody's screen longer than it must. */
function shown(command: string): string {
  return maskNumbers(command);
}

/** A name is easily typed twice, and the search behind it may be long. */
export function renderKnownName({ name, command }: SavedSearch, wanted: string): Shown {
  return {
    blocks: [
      ...paragraph(
        [words('You already have a search called '), bold(name, 40), words(':')],
        [code(`/revox ${shown(command)}`, 300)],
        [words('Replace it with this one?')],
        [code(`/revox ${shown(wanted)}`, 300)],
      ),
      ...actions(
        button('Replace', 'replace_saved', `${name} = ${wanted}`),
        button('Keep the old one', 'cancel_proposal'),
      ),
    ],
  };
}

export function renderForgotten(name: string): Shown {
  return { blocks: paragraph([words('Deleted: '), bold(name, 40)]) };
}

export function renderNotSaved(name: string, searches: SavedSearch[]): Shown {
  const what =
    name === '' ? 'Which saved search?' : `You have no saved search called “${name.slice(0, 40)}”.`;
  if (searches.length === 0)
    return renderProblem({
      what,
      next: 'Save a search under a name first:',
      commands: ['/revox save errors-fr = errored phone:+33 7d'],
    });
  const names = searches.map((search) => search.name);
  const meant = nearest(name.toLowerCase(), names);
  if (meant !== null) return renderNearest(what, [`run ${meant}`, 'save']);
  return {
    blocks: [
      ...paragraph([bold(what, 100)], [words('You’ve saved:')]),
      ...actions(...savedButtons(searches.slice(0, mostButtons))),
    ],
  };
}

export function renderNotSavable(word: string): Shown {
  return renderProblem({
    what: `Only searches can be saved; “${word}” ${word === 'save' || word === 'run' ? 'is about saved searches' : 'changes something'}.`,
    next: 'For example:',
    commands: ['/revox save week = stats 7d vs previous', '/revox save errors = calls errored today'],
  });
}

export function renderTooManySaved(): Shown {
  return renderProblem({
    what: 'You’ve saved 50 searches, the most for one person.',
    next: 'Delete one by saving nothing under its name:',
    commands: ['/revox save errors-fr =', '/revox save'],
  });
}

export function renderWrongSave(typed: string): Shown {
  return renderProblem({
    what: `I didn’t understand “${typed.slice(0, 80)}”: write a name, an equals sign and a search.`,
    next: 'A name has up to 40 letters, digits, - and _. For example:',
    commands: ['/revox save errors-fr = errored phone:+33 7d', '/revox save errors-fr ='],
  });
}
