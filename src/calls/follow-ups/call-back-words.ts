/**
 * How customers name what has to do with calling back, in English and French, and what they write there. All of it is
 * compared as `spelling` leaves it: `rappelSouhaite`, “Rappel souhaité” and `rappel-souhaite` are `rappel_souhaite`.
 */

const back = oneOf(
  '(?:call|ring|phone)(?:_(?:me|us|him|her|them))?_?back be_called_(?:back|again)',
  'call(?:_(?:me|us|him|her|them))?_(?:again|later)',
);
const rappel = '(?:(?:me|nous|le|la|les|lui|a|re)_)?rappel(?:er|ez|e|s)?';
/** The name says that it is about a call-back and nothing else. */
export const callBackName = new RegExp(
  `(?:^|_)(?:wants?)?(?:${back}|${rappel})(?=_|$|wanted|requested|needed|time|date|at)`,
);
/** The name may be about a call-back: what stands there must say more than a word. */
export const againName = within(
  'follow_?ups? follow_?up_call next_call relance[rz]? a_relancer recontact(?:er|ez|e)?',
  'contact_again get_back_to prochain_appel',
);

/** In a name: about a call-back, and not whether or when there is to be one. */
export const asideInName = within(
  'numbers? num numero phone_number tel telephone phone mobile count counter nb nombre attempts?',
  'tentatives? notes? reasons? raison motif comments? commentaires? remarques? summary resume agent',
  'owner assigned name nom id ref url link lien topic subject sujet objet type language langue',
  'timezone zone channel canal method mode emails? e?mails? sms message script transcript prompt',
  'last previous past dernier derniere precedent precedente first premier history historique policy',
  'score priority priorite team equipe department service by par rdv rendez facture paiement payment',
  'reminder vaccin duration duree minutes',
);
/** In a name: there is none, or none any more. */
export const deniedInName = within(
  String.raw`no not non dont do_not never ne pas sans aucune? refus\w* declin\w* cancel\w* annul\w* done made`,
  String.raw`completed? effectue\w* fait faite envoye\w* sent missed unwanted already deja opt_out stop`,
);
/** In a name: whether or when. Beside other words, only a clear yes or a time counts. */
export const wishInName = whole(
  String.raw`wants? wanted request\w* need(?:s|ed)? required? asked ask wish\w* desired? promised? schedul\w*`,
  String.raw`planned due please agreed prefer\w* best time times date datetime day days hour hours at on when`,
  'slot window moment status is has should must to for a an the of be next callback call back me us',
  String.raw`him her them again later de du le la l d en demand\w* souhait\w* voulu veut prevue? planifie\w*`,
  String.raw`necessaire requise? accept\w* convenue? heures? jours? dates? creneaux? quand prochaine? pour`,
  'client customer lead prospect user patient person statut horaires? disponibilites? timing flag',
  'action etre doit faut rappel rappeler rappele yes no',
);

/** In a name: what is to be done next, whatever that is. */
export const nextName = within(
  'next prochaine? actions? steps? etapes? to_?do tasks? taches? suite suivi follow_?ups? outcome',
  String.raw`results? resultat status statut disposition conclusion decision resolution recommend\w*`,
  String.raw`recommand\w*`,
);
/** In a name: somebody's sentences, where a call-back may be mentioned for any reason. */
export const textName = within(
  String.raw`notes? comments? commentaires? remarques? summary resume transcript\w* description details?`,
  'messages? reasons? raison motif quote citation verbatim script prompt question answer reponse',
  String.raw`context\w* name nom email url link history historique`,
);

const asked = `(?:${oneOf(
  'please pls to a must should needs? wants? asked request\\w* schedul\\w* plan arrange book prefers? agreed merci de',
  'doit faut il planifi\\w* programm\\w* demand\\w* souhait\\w* veut voudrait prevoir prevu fixer be called',
  'etre us you for the an? client customer lead prospect user person we will i ll can could peut pouvez',
  'vous on nous faire une?',
  'le la me lui les',
)}_)*`;
const somebody = oneOf(
  'me us him her them client customer lead prospect the_(?:client|customer|lead|prospect)',
);
const again = oneOf(
  `(?:call|ring|phone)(?:_${somebody})?_?back`,
  'callback called_back call(?:_(?:me|us|him|her|them))?_(?:again|later) follow_?up_call',
  'rappel(?:er|ez|e|s|lez)? rappelez_(?:moi|nous|le|la|les) relance[rz]? relancer',
  'recontact(?:er|ez|e)?',
);
/** It begins with being called again: `call_back`, “call me back tomorrow”, “à rappeler lundi”. */
export const callBackValue = new RegExp(`^${asked}${again}(?=_|$)`);
/** `schedule_call_back`, `sales_callback`: a word of a list with a word before it. */
export const callBackInValue = /^(?:\p{L}+_){0,1}(?:call_?back|rappel(?:er)?)(?:_\p{L}+){0,2}$/u;

/** In a value: it does not happen, or did already. */
export const deniedInValue = within(
  String.raw`no not none never null false na n_a nan nil unknown unclear undefined declin\w* refus\w* unwanted`,
  String.raw`cancel\w* done complete\w* already dont don_t do_not unnecessary wont won_t non pas ne aucune?`,
  String.raw`jamais sans inutile fait effectue\w* annul\w* deja rien inconnue? faux n 0 termine\w* traite\w*`,
  String.raw`nobody personne stop unsubscribe\w* opt_out`,
);
export const yesValue =
  /^(?:yes|y|true|1|oui|o|vrai|ok|okay|sure|of_course|bien_sur|absolument|x)(?:_(?:please|svp|merci|s_il_\w+_plait))?$/;
const few = oneOf(
  'an? une? half demi\\w* quelques couple few one two three four five six deux trois quatre cinq',
  '\\d+',
);
export const whenInValue = within(
  String.raw`\d{4}_\d\d_\d\d\w* \d{1,2}_\d{1,2}(?:_\d{2,4})? \d{1,2}h(?:\d\d)? \d{1,2}(?:_\d\d)?_?(?:am|pm)`,
  String.raw`\d{1,2}_(?:heures?|h|o_clock) today tonight tomorrow asap soon later next now noon midday morning`,
  'afternoon evening weekend week month',
  String.raw`(?:in|within|after|dans|apres|sous)_(?:\w+_)?${few}_?\w*`,
  '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sun)day mon tue wed thu fri sat lundi mardi',
  'mercredi jeudi vendredi samedi dimanche demain apres_demain aujourd_hui ce_soir soir soiree matin',
  'matinee midi apres_midi semaine mois prochaine? tantot plus_tard bientot des_que_possible',
  'rapidement january february march april june july august september october november december',
  'janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre',
);
const good = oneOf('preferred best good preferable meilleure? availab\\w* disponib\\w*');
const wished = oneOf('prefere\\w* souhait\\w* preferred to_call to_reach');
/** Names of when, of whatever it is: it counts where another field asks for the call-back. */
export const whenName = whole(
  'when quand',
  `(?:${good}_?)?(?:time|moment|slot|creneaux?|horaire|heure|day|jour)(?:_${wished})?`,
  'availability disponibilites? (?:best|preferred)_(?:call_)?(?:time|moment|day)(?:_to_call)?',
);

/** Words, of which one is there between others. */
function within(...lines: string[]): RegExp {
  return new RegExp(`(?:^|_)${oneOf(...lines)}(?=_|$)`);
}

/** Words, of which one is all there is. */
function whole(...lines: string[]): RegExp {
  return new RegExp(`^${oneOf(...lines)}$`);
}

function oneOf(...lines: string[]): string {
  return `(?:${lines.join(' ').split(' ').join('|')})`;
}
