import {connect} from '../source/cluster/connect.js';
import {collect} from '../source/cluster/collect.js';
import {assessedAlone} from '../source/commands/assessment.js';
import {heldYoungGeneration} from '../source/commands/young-generation.js';

/** Reads, assesses and ranks once; tells the times and the most memory that was held. */
heldYoungGeneration();
const [kubeconfig = ''] = process.argv.slice(2);
const start = performance.now();
const connection = await connect({kubeconfig});
const snapshot = await collect(connection, {probes: true});
const read = performance.now();
const {ranked} = assessedAlone(snapshot);
const end = performance.now();
connection.close();
process.stdout.write(
	JSON.stringify({
		read: read - start,
		assessed: end - read,
		all: end - start,
		megabytes: process.resourceUsage().maxRSS / 1024,
		pods: snapshot.items.pods?.length,
		findings: ranked.reduce((sum, {verdict}) => sum + verdict.findings.length, 0),
	}),
);
