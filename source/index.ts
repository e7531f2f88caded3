export {podSecurity} from './kube/pod-security.js';
