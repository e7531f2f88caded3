import {platformOf} from '../kube/signatures/provider.js';
import type {Answers} from '../model/index.js';
import {report} from '../report/json.js';
import {readerRole} from '../report/role.js';
import {editedText} from '../session/editing.js';
import {saveNew} from '../session/save.js';
import type {Ports} from '../ui/ports.js';
import {assessed} from './assessment.js';
import {copied, edited} from './outside.js';
import {markdownOf} from './report-text.js';
import type {Session} from './session.js';
import {version} from './version.js';

/** What leaves the wizard as a text: the report, the role, what is copied or saved. */
export function handingOn(current: () => Session, savesTo: string): Pick<Ports, 'report' | 'role' | 'copy' | 'edit' | 'saveText'> {
	return {
		report: answers => {
			const {short, snapshot} = current();
			return {name: `castellan-${plain(short)}-${snapshot.takenAt.slice(0, 10)}.md`, text: reportText(current(), answers)};
		},
		role: readerRole,
		copy: copied,
		edit: async (name, text) => editedText(name, text, edited),
		saveText: async (name, text) =>
			saveNew(name.startsWith('castellan-') ? name : `castellan-${plain(current().short)}-${name}`, text, savesTo),
	};
}

function reportText(session: Session, answers: Answers): string {
	const {snapshot, short} = session;
	const {ranked, model} = assessed(snapshot, answers, session);
	const named = {...snapshot, cluster: {...snapshot.cluster, context: short}};
	return markdownOf(report(named, ranked, model, version), platformOf(snapshot).platform);
}

function plain(text: string): string {
	return text.replace(/[^A-Za-z0-9.-]+/g, '-');
}
