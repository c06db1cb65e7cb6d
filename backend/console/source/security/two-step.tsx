import { useState } from 'preact/hooks';
import { post } from '../api';
import { Icon } from '../drawn/icon';
import { Skeleton } from '../drawn/skeleton';
import { Trouble } from '../drawn/trouble';
import { useLoaded } from '../state/loaded';
import { toast, toastProblem } from '../state/toasts';
import type { SecondFactorSecret, SecondFactorState } from '../wire-access';
import { formatNumber, plural, t } from '../words/locale';
import { CodeForm } from './code-form';
import { RecoveryCodes } from './recovery-codes';
import { TwoStepBegin } from './two-step-begin';

const PATH = '/session/second-factor';
/** With so few left it is time for new ones. */
const FEW = 2;

export function TwoStepPanel() {
  const { value, problem, again } = useLoaded<SecondFactorState>(PATH);
  const [codes, setCodes] = useState<string[] | null>(null);
  const show = (fresh: string[]) => {
    setCodes(fresh);
    again();
  };
  return (
    <section class="panel" aria-labelledby="two-step-title">
      <h2 id="two-step-title" tabIndex={-1}>{t('twoStep')}</h2>
      {problem && !value && <Trouble problem={problem} retry={again} />}
      {!value && !problem && <Skeleton count={1} shape="card" />}
      {codes && <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
      {value && !codes && (value.is_on ? <IsOn state={value} onCodes={show} onOff={again} /> : <IsOff onCodes={show} onChanged={again} />)}
    </section>
  );
}

function IsOff({ onCodes, onChanged }: { onCodes: (codes: string[]) => void; onChanged: () => void }) {
  const [secret, setSecret] = useState<SecondFactorSecret | null>(null);
  const [busy, setBusy] = useState(false);
  const begin = async () => {
    if (busy) return;
    setBusy(true);
    try {
      setSecret(await post<SecondFactorSecret>(PATH, undefined));
    } catch (error) {
      toastProblem(error);
      onChanged();
    } finally {
      setBusy(false);
    }
  };
  if (secret) return <TwoStepBegin secret={secret} onCodes={onCodes} onCancel={() => setSecret(null)} />;
  return (
    <>
      <p>{t('twoStep.why')}</p>
      <button type="button" class="button primary" aria-disabled={busy} onClick={() => void begin()}>{t('twoStep.begin')}</button>
    </>
  );
}

interface IsOnProps {
  state: SecondFactorState;
  onCodes: (codes: string[]) => void;
  onOff: () => void;
}

function IsOn({ state: { recovery_codes_left: left }, onCodes, onOff }: IsOnProps) {
  const [asking, setAsking] = useState<'renew' | 'off' | null>(null);
  const close = () => setAsking(null);
  const renew = async (code: string) => {
    const { recovery_codes: codes } = await post<{ recovery_codes: string[] }>(`${PATH}/recovery-codes`, { code });
    onCodes(codes);
  };
  const switchOff = async (code: string) => {
    await post(`${PATH}/removals`, { code });
    toast(t('twoStep.isOff'));
    document.getElementById('two-step-title')?.focus();
    onOff();
  };
  return (
    <>
      <p class="state-line"><span class="state-good"><Icon name="check" />{t('twoStep.isOn')}</span></p>
      <p class={left <= FEW ? 'few-left' : 'hint'}>{plural('recovery.left', left, { n: formatNumber(left) })}</p>
      {asking === 'renew' && <CodeForm key="renew" text={t('recovery.renewText')} button={t('recovery.renew')} send={renew} onCancel={close} />}
      {asking === 'off' && <CodeForm key="off" text={t('twoStep.offText')} button={t('twoStep.off')} isDanger send={switchOff} onCancel={close} />}
      {!asking && (
        <div class="form-buttons">
          <button type="button" class="button" onClick={() => setAsking('renew')}>{t('recovery.renew')}</button>
          <button type="button" class="button risky" onClick={() => setAsking('off')}>{t('twoStep.off')}</button>
        </div>
      )}
    </>
  );
}
