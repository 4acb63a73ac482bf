import { actOnCall } from './actOnCall';

export const terminate = actOnCall([], () => ({ action: 'terminate' }));
