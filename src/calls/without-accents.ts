/** “Dernière” is “Derniere”: what people type is compared with and without accents. */
export function withoutAccents(text: string): string {
  return isAscii.test(text) ? text : text.normalize('NFD').replaceAll(/\p{M}/gu, '');
}

const isAscii = /^[\0-\x7f]*$/;
