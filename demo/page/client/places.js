const places = [...document.querySelectorAll('.place')];
const announcer = document.querySelector('#announcer');

/** The address says where one is: `#calls`, `#revox`, `#home`. */
export function followPlaces() {
  addEventListener('hashchange', goToAddress);
  for (const scroll of document.querySelectorAll('.scroll:has(> .messages)')) followEnd(scroll);
  goToAddress();
}

export function currentPlace() {
  return places.find((place) => !place.hidden);
}

/** Nobody can write to the bot directly: the manifest makes its messages read-only. */
function isChannel(place) {
  return place.dataset.kind === 'channel';
}

export function placeOfChannel(channelId) {
  return places.find((place) => place.dataset.channel === channelId);
}

function goToAddress() {
  const slug = location.hash.slice(1) || 'calls';
  const there = places.find((place) => place.dataset.slug === slug) ?? places[0];
  for (const place of places) place.hidden = place !== there;
  for (const link of document.querySelectorAll('.sidebar a')) {
    if (link.hash === `#${there.dataset.slug}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.querySelector('#composer').hidden = !isChannel(there);
  document.querySelector('#typed').placeholder = `Message #${there.dataset.name}`;
  document.title = `${there.dataset.name} – Revox for Slack, a demo`;
  markRead(there);
  there.querySelector('.scroll').scrollTop = there.querySelector('.messages')?.scrollHeight ?? 0;
  there.dispatchEvent(new Event('arrived', { bubbles: true }));
}

/** Who reads the end of a list goes on seeing what comes, from its beginning; others are told of it, and see answers. */
function followEnd(scroll) {
  let atEnd = true;
  const toEnd = scroll.parentElement.querySelector('.to-end');
  scroll.addEventListener('scroll', () => {
    atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60;
    if (atEnd && toEnd !== null) toEnd.hidden = true;
  });
  toEnd?.addEventListener('click', () => {
    scroll.scrollTop = scroll.scrollHeight;
    scroll.focus();
  });
  new MutationObserver((records) => {
    const last = scroll.querySelector('.messages > :last-child');
    const change = records.findLast(({ addedNodes }) => [...addedNodes].includes(last));
    if (change === undefined) return;
    const isNew = change.removedNodes.length === 0;
    const isAnswer = isNew && last.matches('.only-you');
    if ((atEnd || isAnswer) && !isChoosing(scroll)) scroll.scrollTop = last.offsetTop - 8;
    else if (toEnd !== null && isNew) toEnd.hidden = false;
  }).observe(scroll.querySelector('.messages'), { childList: true });
}

/** An open menu belongs to a message, which must not move away from under it. */
function isChoosing(scroll) {
  return scroll.querySelector('.options:popover-open') !== null;
}

/** As in Slack: a channel with posts is bold, and a number counts only mentions of the person and direct messages. */
export function markUnread(channelId, unread) {
  const place = placeOfChannel(channelId);
  if (!place?.hidden || unread === 'no') return;
  const link = linkTo(place);
  const mark = link.querySelector('.unread');
  const counted = Number(mark.textContent) + (unread === 'counted' ? 1 : 0);
  mark.textContent = counted === 0 ? '' : String(counted);
  link.classList.add('has-unread');
  link.setAttribute('aria-description', counted === 0 ? 'unread' : `unread, ${counted} for you`);
}

function markRead(place) {
  const link = linkTo(place);
  if (!link.matches('.has-unread')) return;
  link.querySelector('.unread').textContent = '';
  link.classList.remove('has-unread');
  link.removeAttribute('aria-description');
}

function linkTo(place) {
  return document.querySelector(`.sidebar a[href="#${place.dataset.slug}"]`);
}

/** For a screen reader, in its own time. */
export function announce(text) {
  announcer.textContent = text;
}
