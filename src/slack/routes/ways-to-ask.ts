/**
 * A way in which people ask for something, and the commands that may do it. `…` stands for what else was said, and of
 * `a … | b …` the first that can be done is offered.
 */
interface Ask {
  asks: RegExp;
  /** In the order in which they are offered. */
  lines: string[];
}

const french = {
  stop: [
    'desabonne[rz]?',
    '(?:mettre|mets|mettez) en (?:sourdine|pause|silence)',
    'coupe[rz]?',
    'arrete[rz]?',
    'stopper',
    'ne (?:plus|pas)',
    'plus de (?:notifications?|messages?|alertes?)',
    'desactive[rz]?',
  ],
  post: [
    'previen[st]?',
    'prevenir',
    'alerte[rz]?',
    'notifie[rz]?',
    'envoie[rz]?',
    'envoyer',
    'poste[rz]?',
    'abonne[rz]?',
  ],
  show: [
    'montre[rz]?',
    'affiche[rz]?',
    'donne[rz]?',
    'liste[rz]?',
    'cherche[rz]?',
    'trouve[rz]?',
    'voir',
    'quels?',
    'quelles?',
  ],
};

const begins = (...words: string[]) => new RegExp(`^(?:${words.join('|')})\\b`);

/** The first that fits. */
export const waysToAsk: Ask[] = [
  { asks: /^(?:hi|hello|hey|bonjour|thanks?|thank you|merci)\b/, lines: ['menu'] },
  { asks: /^how (?:does|do|can) (?:this|it|you|i)\b/, lines: ['help'] },
  {
    asks: begins(
      'stop',
      "don'?t",
      'do ?not',
      'no more',
      'turn off',
      'switch off',
      'disable',
      'remove',
      'delete',
      'cancel',
      'unfollow',
      'shut up',
      'hush',
      'be quiet',
      'silence',
      ...french.stop,
    ),
    lines: ['mute … | mute … 2h', 'unsubscribe …', 'mute 1h', 'unsubscribe'],
  },
  {
    asks: begins(
      'what (?:is|gets) (?:posted|sent|set)',
      'what do (?:we|i) get',
      'what (?:am i|are we|is this channel) subscribed to',
      'who (?:set|gets|hears|receives)',
      'change settings?',
    ),
    lines: ['subscriptions', 'subscribe'],
  },
  {
    asks: /\b(?:settings?|configur(?:e|ation)|subscriptions?)$/,
    lines: ['subscriptions', 'subscribe'],
  },
  { asks: /^(?:is|are) (?:everything|it|the bot|revox|you|all)\b|^(?:health|alive)$/, lines: ['status'] },
  { asks: /^are we calling\b|\bright now$|^(?:who is|anyone) (?:on|talking)\b/, lines: ['live'] },
  { asks: /^(?:the )?(?:last|latest|newest|most recent|recent)(?: \d+)? calls?$/, lines: ['calls'] },
  { asks: /\b(?:recordings?|transcripts?)\b/, lines: ['help call', 'calls human today'] },
  {
    asks: /^(?:who (?:called|answered|picked up|talked)|qui a (?:repondu|decroche|appele))\b/,
    lines: ['calls human …', 'calls human'],
  },
  { asks: /^who (?:hung up|ended)\b/, lines: ['calls by:user', 'calls by:agent'] },
  {
    asks: /\b(?:wants?|needs?|asked for) (?:a )?call-?backs?$/,
    lines: ['subscribe callbacks', 'calls callback'],
  },
  {
    asks: /^(?:no|quiet|silent)\b.*\b(?:weekends?|nights?|evenings?)\b/,
    lines: ['subscriptions', 'help mute'],
  },
  {
    asks: /^(?:resume(?! d)|unpause|unsnooze|restart|wake up|reprendre|reactive[rz]?)\b/,
    lines: ['unmute', 'subscriptions'],
  },
  {
    asks: new RegExp(
      `^(?:(?:bilan|rapport|resume|digest|report) )?(?:${[
        'daily|quotidien(?:ne)?|every (?:day|morning)|chaque (?:jour|matin)|tous les (?:jours|matins)',
      ]})(?: (?:report|digest|summary|recap))?(?!\\S)`,
    ),
    lines: ['digest daily …', 'digest daily 09:00'],
  },
  { asks: /^(?:weekly|hebdo(?:madaire)?)(?!\S)/, lines: ['digest weekly …', 'digest weekly monday'] },
  { asks: /^(?:every|chaque)(?!\S)/, lines: ['digest every …', 'calls …'] },
  {
    asks: /\b(?:reports?|summary|digest|recap|bilan|resume|rapport|recapitulatif)\b/,
    lines: ['digest daily … | digest …', 'digest now', 'help digest'],
  },
  {
    asks: begins(
      'post',
      'send',
      'notify',
      'alerts?',
      'tell',
      'inform',
      'ping',
      'warn',
      'follow',
      'watch',
      'monitor',
      'let (?:me|us) know',
      'set ?up',
      'turn on',
      'enable',
      'add',
      'keep',
      ...french.post,
    ),
    lines: ['subscribe …', 'subscribe', 'calls …'],
  },
  {
    asks: /\bbest (?:hours?|times?|moment)\b|\bmeilleur(?:e?s?) (?:heures?|moments?)\b/,
    lines: ['stats 30d by hour'],
  },
  {
    asks: new RegExp(
      [
        '\\b(?:average|avg|mean|median|durations?|moyenne?s?|duree)\\b',
        '(?: (?:call|talk|talking|of|des|appels?|durations?|times?|length|moyenne)(?!\\S))*',
      ].join(''),
    ),
    lines: ['stats … | stats 7d'],
  },
  { asks: /^(?:for |due )?(?:tomorrow|demain)$/, lines: ['todo tomorrow', 'todo'] },
  { asks: /^(?:how many|number of|count|combien|nombre)\b/, lines: ['stats …'] },
  {
    asks: /^(?:download|csv|excel|spreadsheet|exporter?|telecharger?)\b|\b(?:csv|excel|spreadsheet)$/,
    lines: ['export …'],
  },
  {
    asks: /^(?=.*(?:\b(?:vs|versus|compare[dsrz]?)\b|\bpar rapport\b))/,
    lines: ['stats … | stats 7d vs previous'],
  },
  {
    asks: begins(
      'what happened',
      'what.s new',
      'how (?:did|are|is|was|were)',
      '(?:the |our )?(?:(?:answer|pick-?up|success|error|failure) )?rates?',
      '.*\\brates?$',
      "(?:les? )?taux(?: (?:de |d')(?:reponses?|succes|echec|erreur|decroche|contact))?",
      'performances?',
      'results',
      'resultats',
      'kpis?',
      'comment',
    ),
    lines: ['stats …', 'stats 7d vs previous', 'digest now'],
  },
  { asks: /^(?:top|main|most common) (?:errors?|failures?)\b/, lines: ['stats errored 7d by error'] },
  {
    asks: /^what (?:calls? )?(?:have |has |did |is |was |were )?(?=failed|errored|went|go(?:es)?)/,
    lines: ['calls …', 'calls errored today'],
  },
  {
    asks: begins('show', 'list', 'give', 'find', 'get', 'see', 'display', 'which', 'search', ...french.show),
    lines: ['calls …'],
  },
  { asks: /\bincidents?\b/, lines: ['help incidents', 'subscribe incidents'] },
];
