import { useTranslation } from 'react-i18next';
import { useQuestionOnScreen } from './use-questions.ts';
import './day-banner.css';

/** The question that is being answered, for everybody to read. */
export function QuestionBanner() {
  const { t } = useTranslation('questions');
  const question = useQuestionOnScreen();
  if (!question) return null;
  const { hallName, askedBy, text } = question;
  return (
    <div className="day-banner day-banner--question" role="status">
      <small>{askedBy === null ? t('from', { hall: hallName }) : t('fromPerson', { hall: hallName, askedBy })}</small>
      <strong>{text}</strong>
    </div>
  );
}
