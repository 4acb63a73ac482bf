import { actOnCall } from './actOnCall';

export const reject = actOnCall([], () => ({ action: 'reject' }));
