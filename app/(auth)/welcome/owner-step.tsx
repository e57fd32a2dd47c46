import { OwnerForm } from './owner-form.client.tsx';
import { StepTitle } from './step-title.tsx';

export function OwnerStep() {
  return (
    <>
      <StepTitle title="Make this installation yours">
        Whoever makes the first account owns it. Afterwards this door is closed for good: further
        accounts are made by you, in the settings.
      </StepTitle>
      <OwnerForm />
    </>
  );
}
