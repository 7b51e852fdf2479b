import { dayAfter } from '../../../time/local-day.ts';
import { daysSinceMonday, weekdays } from '../../../time/weekdays.ts';
import { firstOfMonth } from '../calendar.ts';
import { type Piece, pattern, type Row, row, type Scene } from '../piece.ts';

const french = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
const short = ['mon|lun', 'tues?|mar', 'wed|mer', 'thu(?:rs?)?|jeu', 'fri|ven', 'sat|sam', 'sun|dim'];

/** The first such day after that of the call, whatever stands around it: `next Tuesday`, `ce jeudi`. */
const named: Row[] = weekdays.flatMap((day, weekday): Row[] => {
  const meant: Piece = { is: 'weekday', weekday };
  const around = (names: string) =>
    `(?:(?:next|this|coming|ce|le) )?(?:${names})(?: prochain| qui vient)?(?: (?:the|le)(?= ?\\d))?`;
  return [
    row(around(`${day}s?|${french[weekday]}`), meant),
    { ...row(around(short[weekday] as string), meant), isShort: true },
  ];
});

const last = '18:00';

/** Days and weeks that are counted from the day of the call. */
export const days: Row[] = [
  ...named,
  from(0, 'today|later (?:today|in the day)|aujourd hui|(?:plus tard )?dans la journee'),
  row('(?:dans|pour) la journee (?:de|d)|in the course of'),
  from(1, 'tomorrow|tmrw|demain'),
  from(2, '(?:the )?day after tomorrow|apres demain|surlendemain'),
  week(1, 0, '(?:(?:some time|sometime|early|beginning of|start of|the) )*(?:next|following) week'),
  week(1, 0, '(?:(?:en|au) )?(?:debut (?:de )?)?(?:de )?(?:la )?semaine (?:prochaine|suivante)'),
  week(1, 2, '(?:the )?(?:middle of|mid|in the middle of) (?:the )?next week'),
  week(1, 2, '(?:en |au )?milieu (?:de )?(?:la )?semaine prochaine'),
  week(1, 4, '(?:the )?(?:end of|late) (?:the )?next week', last),
  week(1, 4, '(?:en |a la )?fin (?:de )?(?:la )?semaine prochaine', last),
  week(0, 4, '(?:before |by )?(?:the )?(?:end of |later |late )?(?:this|the) week|end of week|eow', last),
  week(0, 4, '(?:avant |d ici |en |a )?(?:la )?fin (?:de )?(?:la |cette )?semaine', last),
  week(0, 4, '(?:dans|pendant|courant|au cours de) (?:la|cette) semaine|cette semaine', last),
  week(0, 5, '(?:(?:at|on|over) )?(?:the |this )?week ?end|(?:ce |le )?week ?end'),
  row('(?:a|one) week (?:from|on)|en huit', { is: 'weeks-on', weeks: 1 }),
  row('two weeks from|en quinze', { is: 'weeks-on', weeks: 2 }),
  month(1, '(?:early |beginning of |start of )?next month|(?:le )?(?:debut (?:du )?)?mois prochain'),
  {
    words: pattern('(?:the )?end of (?:the |this )?month|(?:a la )?fin (?:du|de ce) mois|fin de mois'),
    read: (_, { today }) => [{ is: 'day', date: dayAfter(firstOfMonth(today, 1), -1), by: last }],
  },
];

function from(daysOn: number, words: string): Row {
  return {
    words: pattern(words),
    read: (_, { today }) => [{ is: 'day', date: dayAfter(today, daysOn) }],
  };
}

function week(weeksOn: number, day: number, words: string, by?: string): Row {
  return {
    words: pattern(words),
    read: (_, scene) => [
      { is: 'week', monday: mondayOf(scene, weeksOn), day, ...(by !== undefined && { by }) },
    ],
  };
}

function mondayOf({ today }: Scene, weeksOn: number): string {
  return dayAfter(today, weeksOn * 7 - daysSinceMonday(today));
}

function month(monthsOn: number, words: string): Row {
  return {
    words: pattern(words),
    read: (_, { today }) => [{ is: 'day', date: firstOfMonth(today, monthsOn) }],
  };
}
