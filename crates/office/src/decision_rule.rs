//! The office's setting for "nobody decides twice on the same item".

use crate::caller::Caller;
use crate::rights::Right;
use crate::view::DecisionRule;
use crate::{Office, OfficeError};

impl Office {
    pub fn decision_rule(&self, _caller: &Caller) -> Result<DecisionRule, OfficeError> {
        Ok(DecisionRule { same_person_decides: self.rules()?.settings.same_person_decides })
    }

    /// # Errors
    /// `NotAdmin`.
    pub fn set_decision_rule(
        &self,
        caller: &Caller,
        rule: &DecisionRule,
    ) -> Result<DecisionRule, OfficeError> {
        caller.must(Right::Administer)?;
        if self.rules()?.settings.same_person_decides != rule.same_person_decides {
            let allowed = rule.same_person_decides;
            self.archive().set_same_person_decides(caller.id(), self.now(), allowed)?;
            self.reread_rules()?;
            self.announce_office()?;
        }
        self.decision_rule(caller)
    }
}
