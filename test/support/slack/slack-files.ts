import { type Answer, type Params, refuse } from './slack-answer.ts';

/** A file that a person was shown. */
export interface SharedFile {
  id: string;
  name: string;
  content: string;
  channel: string;
  comment: string;
}

interface Ticket {
  name: string;
  bytes: number;
  content: string | null;
}

/** Files as Slack takes them: a ticket, the bytes to where it leads, and the word that they are complete. */
export class SlackFiles {
  readonly shared: SharedFile[] = [];
  /** Where uploads go, with a slash at its end. */
  uploadUrl = '';
  readonly #tickets = new Map<string, Ticket>();

  getUploadUrl({ filename: name = '', length = '0' }: Params): Answer {
    if (name === '' || Number(length) === 0) return refuse('invalid_arguments');
    const id = `F0FILE${this.#tickets.size + 1}`;
    this.#tickets.set(id, { name, bytes: Number(length), content: null });
    return { ok: true, file_id: id, upload_url: `${this.uploadUrl}${id}` };
  }

  /** @returns whether Slack accepts it: as many bytes as were announced. */
  take(id: string, content: string): boolean {
    const ticket = this.#tickets.get(id);
    if (ticket === undefined || Buffer.byteLength(content) !== ticket.bytes) return false;
    ticket.content = content;
    return true;
  }

  /** Nobody is shown it any more. */
  remove({ file = '' }: Params): Answer {
    const ticket = this.#tickets.get(file);
    if (ticket === undefined || ticket.content === null) return refuse('file_not_found');
    ticket.content = null;
    this.shared.splice(0, this.shared.length, ...this.shared.filter(({ id }) => id !== file));
    return { ok: true };
  }

  /** It takes the id of a conversation; the id of a person is refused. */
  complete({ files = '[]', channel_id: channel = '', initial_comment: comment = '' }: Params): Answer {
    if (!/^[CGDZ][A-Z0-9]{4,}$/.test(channel)) return refuse('invalid_arguments');
    const ids = (JSON.parse(files) as { id: string }[]).map(({ id }) => id);
    for (const id of ids) {
      const ticket = this.#tickets.get(id);
      if (ticket === undefined || ticket.content === null) return refuse('file_not_found');
      this.shared.push({ id, name: ticket.name, content: ticket.content, channel, comment });
    }
    return { ok: true, files: ids.map((id) => ({ id })) };
  }
}
