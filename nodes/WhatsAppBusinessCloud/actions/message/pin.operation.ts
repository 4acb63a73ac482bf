import { pinOperation } from './pinning';

export const pin = pinOperation('pin');
