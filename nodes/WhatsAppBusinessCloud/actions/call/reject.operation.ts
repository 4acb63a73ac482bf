import { actOnCall } from './act';

export const reject = actOnCall([], () => ({ action: 'reject' }));
