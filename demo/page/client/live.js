import { showStage } from './backstage.js';
import { keepPlace } from './keep-place.js';
import { showModal } from './modal.js';
import { announce, markUnread, placeOfChannel } from './places.js';
import { windowId } from './tell.js';
import { showThreadAgain } from './threads.js';

/** What happens in the workspace, as it happens. The browser connects again by itself. */
export function followLive() {
  const live = new EventSource(`/live?window=${windowId}`);
  live.addEventListener('everything', ({ data }) => {
    const { runId, patches } = JSON.parse(data);
    if (runId !== document.documentElement.dataset.run) return location.reload();
    // What was there before somebody came is unread for them once, and not at each reload.
    const isKnown = sessionStorage.getItem('run') === runId;
    for (const patch of patches) carryOut(isKnown ? { ...patch, unread: 'no' } : patch);
    sessionStorage.setItem('run', runId);
    document.documentElement.dataset.live = 'true';
  });
  live.addEventListener('stage', ({ data }) => showStage(JSON.parse(data)));
  live.addEventListener('patch', ({ data }) => carryOut(JSON.parse(data)));
}

function carryOut(patch) {
  if (patch.kind === 'put') put(patch);
  if (patch.kind === 'taken') document.getElementById(patch.id)?.remove();
  if (patch.kind === 'modal') showModal(patch.html, patch.id);
  if (patch.kind === 'home') replaceContent(document.querySelector('#home'), patch.html);
  if (patch.said !== '') announce(patch.said);
}

function put({ id, place, html, said, unread }) {
  const element = elementOf(html);
  const before = document.getElementById(id);
  const isNew = said !== '';
  if (before !== null) {
    keepPlace(before, () => before.replaceWith(element), element);
  } else {
    // An answer that this window never had, or lost by a reload, does not come back when it changes.
    if (!isNew && element.matches('.only-you')) return;
    listOf(place)?.append(element);
    if (isNew) element.classList.add('fresh');
    markUnread(place, unread);
  }
  showThreadAgain(id);
}

/** A channel's list; or, for a reply, the kept list of its thread. */
function listOf(place) {
  const channel = placeOfChannel(place);
  if (channel !== undefined) return channel.querySelector('.messages');
  return threadOf(place);
}

function threadOf(parentId) {
  const id = `thread-${parentId}`;
  const known = document.getElementById(id);
  if (known !== null) return known;
  const list = document.createElement('div');
  list.id = id;
  list.hidden = true;
  document.querySelector('#thread .messages').append(list);
  return list;
}

function elementOf(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild;
}

function replaceContent(container, html) {
  keepPlace(
    container,
    () => {
      container.innerHTML = html;
    },
    container,
  );
}
