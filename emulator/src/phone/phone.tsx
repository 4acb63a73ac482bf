import { render, type JSX } from 'preact';
import '@preact/signals';
import { Chat } from './Chat';
import { ChatList } from './ChatList';
import { Drawer } from './Drawer';
import { Sheets } from './Sheets';
import { inspected, isTesting, selected, start } from './store';
import { Testing } from './Testing';
import { Toast } from './Toast';

function App(): JSX.Element {
	const isAside = inspected.value !== undefined || isTesting.value;
	return (
		<main class={[selected.value ? 'has-chat' : '', isAside ? 'has-aside' : ''].join(' ')}>
			<ChatList />
			{selected.value ? (
				<Chat />
			) : (
				<section class="chat nothing">
					<p>Choose a chat</p>
				</section>
			)}
			{inspected.value !== undefined ? <Drawer /> : <Testing />}
			<Sheets />
			<Toast />
		</main>
	);
}

start();
render(<App />, document.getElementById('phone')!);
