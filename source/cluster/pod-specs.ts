import {hash} from 'node:crypto';
import {project, projectPod, projectPodSpec} from '../kube/keep/index.js';
import type {Escaped, Pod, PodSpec} from '../model/index.js';
import {type Parse, parsedItems} from './bytes.js';

const specKey = Buffer.from('"spec":{');
const specEnd = Buffer.from('},"status":');
/** Stands where a spec was cut out. */
const cut = 0;
/** What differs between the pods of one template, where the API server writes it. */
const tokenVolumes = /(?<="name":)"kube-api-access-[a-z0-9]{5}"(?=,"(?:projected|readOnly|mountPath)":)/g;
const placed = /("serviceAccount":"[^"\\]*",(?:"automountServiceAccountToken":(?:true|false),)?)"nodeName":"([a-z0-9.-]+)",/;

/**
 * Reads pods so that those of one template share one spec, parsed and projected once: it is the most of a pod. Specs are told apart by a
 * hash of their text; no text is kept. Pods that are not written as the API server does are read whole.
 */
export function podParser(): Parse<Escaped<Pod> | undefined> {
	const specOf = specMemory();
	return (page, from, to) => cutApart(page, from, to, specOf) ?? parsedItems(page, from, to).map(pod => project('pods', pod));
}

type SpecOf = (page: Buffer, from: number, to: number) => Escaped<PodSpec>;

/** undefined where the specs do not stand where they are looked for. */
function cutApart(page: Buffer, from: number, to: number, specOf: SpecOf): (Escaped<Pod> | undefined)[] | undefined {
	const specs: Escaped<PodSpec>[] = [];
	let rest = '[';
	let at = from;
	try {
		for (;;) {
			const key = page.indexOf(specKey, at);
			if (key < 0 || key >= to) break;
			const start = key + specKey.length - 1;
			const end = page.indexOf(specEnd, start) + 1;
			if (end === 0 || end > to) return undefined;
			// A JSON object ends where it can be parsed: what stands between is the whole spec, or this throws.
			specs.push(specOf(page, start, end));
			rest += `${page.toString('utf8', at, start)}${cut}`;
			at = end;
		}
		const pods = JSON.parse(`${rest}${page.toString('utf8', at, to)}]`) as ({readonly spec?: unknown} | null)[];
		if (pods.length !== specs.length || pods.some(pod => pod?.spec !== cut)) return undefined;
		return specs.map((spec, index) => projectPod(pods[index], spec));
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}

function specMemory(): SpecOf {
	const known = new Map<string, Escaped<PodSpec>>();
	return (page, from, to) => {
		const text = page.toString('latin1', from, to).replace(tokenVolumes, '""');
		const nodeName = placed.exec(text)?.[2];
		const key = hash('sha256', nodeName === undefined ? text : text.replace(placed, '$1'), 'base64');
		let spec = known.get(key);
		if (spec === undefined) {
			const {nodeName: own, ...shared} = projectPodSpec(JSON.parse(page.toString('utf8', from, to)));
			spec = nodeName === undefined && own !== undefined ? {...shared, nodeName: own} : shared;
			known.set(key, spec);
		}
		return nodeName === undefined ? spec : {...spec, nodeName};
	};
}
