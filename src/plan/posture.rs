//! The switches of the debate: what the force is for, who mandates it, whether
//! the United States enable it, and what its soldiers may do.
//!
//! Here are only the names; what each means, and which method, caveat or
//! shortfall it brings, stands in `data/supply/`.

/// An enum whose choices have a name in files and a title for people.
macro_rules! choices {
    ($(#[$meta:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $file:literal, $title:literal;)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$of])* #[serde(rename = $file)] $variant,)*
        }

        impl $name {
            /// All of them, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in files and on the command line.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $file,)*
                }
            }

            /// The choice of a name in a file.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.name() == name)
            }

            /// The choice in words, as a label.
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$variant => $title,)*
                }
            }
        }
    };
}
pub(super) use choices;

choices! {
    /// What the force is for, in a zone or in the plan as a whole.
    Mission {
        /// Watch a ceasefire with the consent of both sides.
        Monitor = "monitor", "Monitor";
        /// Deter a new attack by holding ground.
        Deter = "deter", "Deter";
        /// Be there: hubs, training, sites, a tripwire.
        Presence = "presence", "Hub presence";
    }
}

choices! {
    /// On whose authority the force stands in Ukraine. A new plan has what the states in
    /// question speak of: no vote of the Security Council is in sight.
    #[derive(Default)]
    Mandate {
        /// A resolution of the United Nations Security Council.
        UnCouncil = "un-council", "UN Security Council";
        /// A coalition of the willing, at Ukraine's invitation.
        #[default]
        Coalition = "coalition", "Coalition of the willing";
        /// A guarantee of the North Atlantic alliance.
        Nato = "nato", "NATO guarantee";
        /// Assurances of single states to Ukraine.
        Bilateral = "bilateral", "Bilateral assurances";
    }
}

choices! {
    /// What the United States contribute, without soldiers in Ukraine.
    #[derive(Default)]
    Enablers {
        /// Intelligence, airlift, medical support and air defence.
        #[default]
        In = "in", "In";
        /// Intelligence, and nothing else.
        IntelligenceOnly = "intelligence-only", "Intelligence only";
        /// Nothing.
        Out = "out", "Out";
    }
}

choices! {
    /// Rules of engagement: what a soldier may do.
    Roe {
        /// Watch, and say what was seen.
        ObserveReport = "observe-report", "Observe and report";
        /// Shoot back when shot at.
        SelfDefence = "self-defence", "Self-defence";
        /// Use force against those who hinder the mandate.
        DefendMandate = "defend-mandate", "Defend the mandate";
        /// Use all necessary means.
        AllMeans = "all-necessary-means", "All necessary means";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_choice() {
        for mission in Mission::ALL {
            assert_eq!(Mission::named(mission.name()), Some(*mission));
        }
        for roe in Roe::ALL {
            assert_eq!(Roe::named(roe.name()), Some(*roe));
        }
        assert_eq!(Mandate::named("un-council"), Some(Mandate::UnCouncil));
        assert_eq!(Enablers::named("none"), None);
    }
}
