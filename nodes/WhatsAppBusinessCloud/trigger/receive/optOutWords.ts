import { normalizeWord } from '../../shared/normalizeWord';

/** What users write to stop or resume messages, by language. A word of several languages is under the first one. */
const words: ReadonlyArray<[language: string, out: string, optIn: string]> = [
	['en', 'STOP, STOP ALL, UNSUBSCRIBE, OPT OUT, OPTOUT', 'START, UNSTOP, SUBSCRIBE, OPT IN, OPTIN'],
	['es', 'BAJA, DAR DE BAJA, DARME DE BAJA, DETENER', 'ALTA, SUSCRIBIRME, SUSCRIBIR'],
	['pt', 'PARAR, SAIR, DESCADASTRAR, CANCELAR INSCRIÇÃO', 'INSCREVER, CADASTRAR, RECEBER'],
	['de', 'STOPP, ABMELDEN, ABBESTELLEN, AUSTRAGEN', 'ANMELDEN, ABONNIEREN'],
	['fr', 'ARRÊT, ARRÊTER, DÉSABONNER, ME DÉSABONNER, DÉSINSCRIRE', 'ABONNER, M’ABONNER, RÉABONNER, REPRENDRE'],
	['it', 'DISISCRIVIMI, CANCELLAMI, DISISCRIZIONE', 'ISCRIVIMI, ISCRIZIONE'],
	['nl', 'STOPPEN, AFMELDEN, UITSCHRIJVEN', 'AANMELDEN, INSCHRIJVEN'],
	['pl', 'REZYGNUJĘ, WYPISZ, WYPISZ MNIE', 'ZAPISZ, ZAPISZ MNIE'],
	['ru', 'СТОП, ОТПИСАТЬСЯ, ОТПИСКА', 'СТАРТ, ПОДПИСАТЬСЯ, ПОДПИСКА'],
	['uk', 'ВІДПИСАТИСЯ, ВІДПИСКА', 'ПІДПИСАТИСЯ, ПІДПИСКА'],
	['tr', 'DUR, RET, ABONELİKTEN ÇIK', 'BAŞLA, ABONE OL'],
	['ar', 'توقف, إيقاف, إلغاء الاشتراك', 'اشتراك, اشترك'],
	['fa', 'لغو اشتراک, لغو 11, لغو11', 'عضویت'],
	['he', 'הסר, הסירו אותי, עצור', 'הצטרף, הרשמה'],
	['hi', 'रोकें, बंद करें, सदस्यता समाप्त करें', 'शुरू, शुरू करें'],
	['bn', 'বন্ধ, বন্ধ করুন', 'শুরু, শুরু করুন'],
	['ur', 'روکیں, بند کریں', 'شروع, شروع کریں'],
	['id', 'BERHENTI, HENTIKAN, BERHENTI LANGGANAN', 'MULAI, LANGGANAN'],
	['ms', 'HENTI, BERHENTI LANGGAN', 'MULA, LANGGAN'],
	['vi', 'DỪNG, DỪNG LẠI, HỦY ĐĂNG KÝ', 'BẮT ĐẦU, ĐĂNG KÝ'],
	['th', 'หยุด, ยกเลิกการรับข่าวสาร', 'เริ่ม, สมัคร'],
	['ja', '停止, 配信停止', '再開, 配信再開'],
	['ko', '수신거부, 수신 거부, 중지', '수신동의, 수신 동의, 시작'],
	['zh', '退订, 退訂, 取消订阅, 取消訂閱', '订阅, 訂閱'],
	['el', 'ΣΤΟΠ, ΔΙΑΓΡΑΦΗ, ΔΙΑΚΟΠΗ', 'ΕΝΑΡΞΗ, ΕΓΓΡΑΦΗ'],
	['cs', 'ODHLÁSIT, ZRUŠIT ODBĚR', 'PŘIHLÁSIT, ODEBÍRAT'],
	['ro', 'DEZABONARE, DEZABONEAZĂ-MĂ, OPREȘTE', 'ABONARE, ABONEAZĂ-MĂ'],
	['hu', 'LEIRATKOZÁS, LEIRATKOZOM', 'FELIRATKOZÁS, FELIRATKOZOM'],
	['sv', 'STOPPA, AVREGISTRERA, AVPRENUMERERA', 'STARTA, PRENUMERERA'],
	['da', 'AFMELD, AFMELD MIG', 'TILMELD, TILMELD MIG'],
	['nb', 'AVMELD, MELD MEG AV', 'PÅMELD, MELD MEG PÅ'],
	['fi', 'LOPETA, PERU TILAUS', 'ALOITA, TILAA'],
	['bg', 'ОТПИСВАНЕ, ОТПИШИ МЕ', 'АБОНИРАНЕ, ЗАПИШИ МЕ'],
	['hr', 'ODJAVA, ODJAVI ME', 'PRIJAVA, PRIJAVI ME'],
	['sw', 'ACHA, SIMAMISHA', 'ANZA, JIANDIKISHE'],
];

const split = (list: string): string[] => list.split(',').map((word) => word.trim());

/** The default lists, as in the editor. */
export const defaultOptOutWords = words.map(([, out]) => out).join(', ');
export const defaultOptInWords = words.map(([, , optIn]) => optIn).join(', ');

const languages = new Map<string, string>(
	words
		.flatMap(([language, out, optIn]) =>
			[...split(out), ...split(optIn)].map((word): [string, string] => [normalizeWord(word) ?? '', language]),
		)
		.reverse(),
);

/** The language of a word in the default lists. */
export const languageOf = (word: string): string | undefined => languages.get(word);
