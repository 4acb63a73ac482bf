import { pinOperation } from './pinning';

export const unpin = pinOperation('unpin');
