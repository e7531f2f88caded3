import {execFile, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {startControlPlane} from '../test/cluster/real/control-plane.js';
import {filled, namespaceAt, podManifest} from './sizes.js';
import {median, session} from './terminal.js';

/*
 * What the README says about speed, measured in one run: ratios first, because machines differ. `npm run bench` needs the real API server.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const program = join(root, 'dist/main.js');
const times = 7;
const say = (text: string) => process.stdout.write(`${text}\n`);
const ms = (value: number) => `${value.toFixed(value < 100 ? 1 : 0)} ms`;

async function startUp(): Promise<void> {
	const bare: number[] = [];
	const frame: number[] = [];
	for (let index = 0; index < times; index += 1) {
		const start = performance.now();
		spawnSync(process.execPath, ['-e', '0']);
		bare.push(performance.now() - start);
		const opened = session([program], {KUBECONFIG: '/nowhere'});
		frame.push(await opened.until(/what do you want to look at/));
		opened.end();
	}
	say(`first frame                       ${ms(median(frame))}, ${(median(frame) / median(bare)).toFixed(1)} times a bare node (${ms(median(bare))}); wanted below 5`);
}

async function keys(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'castellan-bench-'));
	const pods = Array.from({length: 5000}, (_, index) => podManifest(`pod-${index}`, namespaceAt(index), index));
	writeFileSync(join(folder, 'pods.json'), JSON.stringify({apiVersion: 'v1', kind: 'List', items: pods}));
	const opened = session([program], {KUBECONFIG: '/nowhere'});
	try {
		await opened.until(/manifests/);
		opened.press('G');
		await opened.until(/objects in files/);
		opened.press('\r');
		await opened.until(/Which file/);
		for (const letter of join(folder, 'pods.json')) await opened.answered(letter);
		opened.press('\r');
		await opened.until(/filled in/);
		opened.press('G');
		await opened.until(/❯\S* *\S*Show me the list/);
		opened.press('\r');
		await opened.until(/by rank/);
		await opened.still();
		const inList: number[] = [];
		for (let index = 0; index < 40; index += 1) inList.push(await opened.answered(index % 2 === 0 ? 'j' : 'k'));
		say(`a key in the list                 median ${ms(median(inList))} with 10,000 findings per control; wanted below 16 ms`);
		for (const letter of ':pods-no-privilege-escalation') await opened.answered(letter);
		await opened.answered('\r');
		await opened.answered('\r');
		const inControl: number[] = [];
		for (let index = 0; index < 80; index += 1) inControl.push(await opened.answered('j'));
		say(`a key among 10,000 findings       median ${ms(median(inControl))}; wanted below 16 ms`);
	} finally {
		opened.end();
		rmSync(folder, {recursive: true, force: true});
	}
}

function child<T>(script: string, ...args: readonly string[]): Promise<T> {
	return new Promise((resolve, reject) => {
		execFile(process.execPath, [join(root, 'build/bench', script), ...args], {maxBuffer: 1024 * 1024}, (error, stdout) => {
			if (error) reject(error);
			else resolve(JSON.parse(stdout) as T);
		});
	});
}

type Read = {readonly read: number; readonly assessed: number; readonly all: number; readonly megabytes: number; readonly pods: number; readonly findings: number};
/** Controllers catch up with what was created. */
const settled = () => new Promise(resolve => setTimeout(resolve, 10_000));

async function reading(): Promise<void> {
	const plane = await startControlPlane({nodes: 2});
	try {
		const kubeconfig = plane.kubeconfig('admin');
		await filled(plane, 0, 1000);
		await settled();
		const small = await child<Read>('read.js', kubeconfig);
		say(`reading 1,000 pods and the rest   ${ms(small.read)}, assessing and ranking ${ms(small.assessed)}`);
		const rows: number[] = [];
		for (let index = 0; index < 5; index += 1) {
			const opened = session([program, '--kubeconfig', kubeconfig]);
			await opened.until(/current context/);
			const at = opened.press('\r');
			await opened.until(/\d+ open · \d+ filled in/);
			opened.press('G');
			await opened.until(/❯\S* *\S*Show me the list/);
			opened.press('\r');
			rows.push(await opened.until(/by rank/, at));
			opened.end();
		}
		say(`first rows at 1,000 pods          ${ms(median(rows))} from opening the cluster; wanted below 2 s`);
		await filled(plane, 1000, 10_000);
		await settled();
		const drains: number[] = [];
		const reads: Read[] = [];
		for (let index = 0; index < 5; index += 1) {
			drains.push((await child<{milliseconds: number}>('drain.js', kubeconfig)).milliseconds);
			reads.push(await child<Read>('read.js', kubeconfig));
		}
		const read = median(reads.map(one => one.read));
		const [first] = reads;
		say(`reading 10,000 pods and the rest  ${ms(read)}, ${(read / median(drains)).toFixed(2)} times draining the same pages (${ms(median(drains))}); wanted below 1.5`);
		say(
			`reading, assessing, ranking       ${ms(median(reads.map(({all}) => all)))}, ${Math.max(...reads.map(({megabytes}) => megabytes)).toFixed(0)} MB, ${first?.pods} pods, ${first?.findings} findings; wanted below 4 s and 300 MB`,
		);
	} finally {
		await plane.stop();
	}
}

const wanted = process.argv[2];
if (wanted === undefined || wanted === 'start-up') await startUp();
if (wanted === undefined || wanted === 'keys') await keys();
if (wanted === undefined || wanted === 'reading') await reading();
