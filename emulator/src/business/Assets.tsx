import type { JSX } from 'preact';
import type { BusinessView } from '../businessApi/types';
import { Copy, Panel, State } from './Panel';

const names = (list: string[]): string => (list.length > 0 ? list.join(', ') : 'none');

/** The groups of the account, with their members and the link to join them. */
export const Groups = ({ groups }: Pick<BusinessView, 'groups'>): JSX.Element => (
	<Panel id="groups" title="Groups" note={String(groups.length)}>
		<ul class="lines">
			{groups.map(({ id, subject, number, inviteLink, needsApproval, suspended, participants, requests }) => (
				<li>
					<span class="about">
						<b>{subject}</b> {suspended && <State state="SUSPENDED" />}
						<small>
							of {number} · members: {names(participants)}
						</small>
						{needsApproval && <small>asking to join: {names(requests)}</small>}
						<code>{inviteLink}</code>
					</span>
					<span class="does">
						<Copy name={`invite link of ${subject}`} value={inviteLink} label="Copy invite link" />
						<Copy name={`ID of ${subject}`} value={id} label="Copy ID" />
					</span>
				</li>
			))}
		</ul>
	</Panel>
);

/** The QR codes of the account's numbers. */
export const QrCodes = ({ qrCodes }: Pick<BusinessView, 'qrCodes'>): JSX.Element => (
	<Panel id="qr-codes" title="QR codes" note={String(qrCodes.length)}>
		{qrCodes.length === 0 && <small>The operation QR Code &gt; Create adds one.</small>}
		<ul class="lines">
			{qrCodes.map(({ code, message, link, number, picture }) => (
				<li>
					<img class="qr" src={picture} alt={`QR code ${code}`} width={84} height={84} />
					<span class="about">
						<b>{message}</b>
						<small>of {number}</small>
						<code>{link}</code>
					</span>
					<span class="does">
						<Copy name={`the link of ${code}`} value={link} />
					</span>
				</li>
			))}
		</ul>
	</Panel>
);

/** Files that messages can link to, for those who have no server. */
export const Samples = ({ samples }: Pick<BusinessView, 'samples'>): JSX.Element => (
	<Panel id="samples" title="Sample files" note="for messages and cards with a link">
		<ul class="lines">
			{samples.map(({ name, path, url, isPicture }) => (
				<li>
					{isPicture && <img class="sample" src={path} alt="" width={44} height={44} loading="lazy" />}
					<span class="about">
						<b>
							<a href={path}>{name}</a>
						</b>
						<code>{url}</code>
					</span>
					<span class="does">
						<Copy name={`the URL of ${name}`} value={url} />
					</span>
				</li>
			))}
		</ul>
	</Panel>
);
