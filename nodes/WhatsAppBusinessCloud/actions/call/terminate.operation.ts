import { actOnCall } from './act';

export const terminate = actOnCall([], () => ({ action: 'terminate' }));
