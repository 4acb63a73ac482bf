import { decideOnRequests } from './decideOnRequests';

export const approveJoinRequests = decideOnRequests('POST');
