import { itIsNoMattersOfMembers, number } from './others-words.ts';

itIsNoMattersOfMembers('a whole number', `phone:${number}`);
itIsNoMattersOfMembers('a hidden field', 'field:salary=zanzibar');
itIsNoMattersOfMembers('a number in an end reason', 'reason:"asked for 06 39 98 56 78"');
