import control from '../../../source/catalogue/network/lb-exposure.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {container, deployment, namespace, service} from '../../helpers/manifests.js';

const addressed = (name: string, spec: Parameters<typeof service>[1] = {}, ip = '203.0.113.7') => ({
	...service(name, {type: 'LoadBalancer', ...spec}),
	status: {loadBalancer: {ingress: [{ip}]}},
});
const onPort = (port: number, more = {}) => addressed('web', {ports: [{port}], ...more});
const web = deployment({}, {name: 'web'});
const given = {given: {'shop/web': '198.51.100.0/24, 2001:db8::/32'}};

export const cases: Cases = {
	pass: [
		{name: 'no load balancer', objects: [service('web'), web]},
		{name: 'a private address', objects: [addressed('web', {}, '10.0.0.7'), web]},
		{name: 'a public one for listed addresses only', objects: [onPort(5432, {loadBalancerSourceRanges: ['198.51.100.0/24']}), web]},
		{name: 'a public port of the web that somebody means', objects: [onPort(443), web], attested: 'yes'},
		{
			name: 'an ingress controller',
			objects: [
				onPort(443),
				deployment({containers: [container({image: 'registry.k8s.io/ingress-nginx/controller:v1.14.0'})]}, {name: 'web'}),
			],
			exempt: ['web'],
		},
	],
	fail: [
		{
			name: 'a database for everybody',
			objects: [namespace(), onPort(5432), web],
			says: ['everybody on the internet reaches port 5432 (PostgreSQL)'],
			mend: given,
		},
		{
			name: 'a database for everybody, also where somebody says that all is meant',
			objects: [namespace(), onPort(6379), web],
			attested: 'yes',
			says: ['everybody on the internet reaches port 6379 (Redis)'],
			mend: given,
		},
		{
			name: 'every address listed is no list',
			objects: [onPort(22, {loadBalancerSourceRanges: ['0.0.0.0/0']}), web],
			says: ['everybody on the internet reaches port 22 (SSH)'],
			mend: given,
		},
	],
	warn: [
		{
			name: 'a port of the web that nobody means',
			objects: [onPort(443), web],
			attested: 'no',
			says: ['everybody on the internet reaches port 443'],
			mend: given,
		},
		{
			name: 'an ingress controller on another port as well, in part meant',
			objects: [
				addressed('web', {
					ports: [
						{name: 'a', port: 443},
						{name: 'b', port: 8443},
					],
				}),
				deployment({containers: [container({image: 'registry.k8s.io/ingress-nginx/controller:v1.14.0'})]}, {name: 'web'}),
			],
			attested: 'partly',
			says: ['everybody on the internet reaches port 443, 8443'],
			mend: given,
		},
	],
	unknown: [
		{name: 'a port of the web, and nobody said whether it is meant', objects: [onPort(443), web], code: 'not-asked'},
		{
			name: 'a load balancer that has only a name',
			objects: [{...service('web', {type: 'LoadBalancer'}), status: {loadBalancer: {ingress: [{hostname: 'x.example.org'}]}}}, web],
			code: 'hidden',
		},
		{
			name: 'a manifest does not say where it will be',
			objects: [service('web', {type: 'LoadBalancer', ports: [{port: 3306}]}), web],
			code: 'hidden',
		},
		{name: 'services not read', objects: [], unread: {services: 'absent'}, code: 'absent'},
	],
};
upholdsTheLaw(control, cases);
