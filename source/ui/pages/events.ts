import type {SentRow} from '../state.js';

/** What happened to one object while it was sent and watched, in the server's words. */
export function eventsPage({item, says, events}: SentRow): string[] {
	return [item.says, '', says || 'not sent yet', '', ...(events.length > 0 ? events : ['no events'])];
}
