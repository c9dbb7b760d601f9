//! The kinds of lists, and what being on one does.

use crate::model::coded::coded;
use crate::model::{DemandType, DemandTypes};

coded! {
    /// The kind of a list (清单类别).
    pub enum ListKind ("kind of list") {
        /// Duties of the village's autonomy (依法自治、依法履职).
        AutonomousDuties = "autonomous_duties", "依法自治(履职)事项", "autonomous duties";
        /// Work in which the village assists (依法协助).
        Assist = "assist", "依法协助事项", "matters to assist in";
        /// Public services handled at the village (公共服务).
        PublicServices = "public_services", "公共服务事项", "public services";
        /// Certificates that the village issues (应出具证明).
        CertificatesToIssue = "certificates_to_issue", "应出具证明事项", "certificates to issue";
        /// Mechanisms and signs that may exist (机制牌子).
        MechanismsAndSignboards = "mechanisms_and_signboards", "机制牌子目录", "mechanisms and signboards";
        /// Matters kept under one-vote veto (一票否决保留事项).
        RetainedVetoes = "retained_vetoes", "一票否决保留事项", "retained vetoes";
        /// Matters kept under letters of responsibility (责任状保留事项).
        RetainedLetters = "retained_letters", "责任状保留事项", "retained letters of responsibility";
        /// Small powers of the village's own acts (小微权力).
        SmallPowers = "small_powers", "小微权力事项", "small powers";
        /// Work that must not be handed down (负面事项).
        NegativeTasks = "negative_tasks", "负面事项", "negative tasks";
        /// Certificates that the village must not issue (不应出具证明).
        CertificatesNotToIssue = "certificates_not_to_issue", "不应出具证明事项", "certificates not to issue";
        /// Matters in which a village may not be the responsible body (不得作为责任主体).
        ResponsibleBodyMatters = "responsible_body_matters", "不得作为责任主体事项", "matters without village responsibility";
        /// Village affairs to disclose (村务公开).
        VillageAffairsDisclosure = "village_affairs_disclosure", "村务公开事项", "village affairs to disclose";
        /// Ledgers and reports (台账报表).
        LedgersAndReports = "ledgers_and_reports", "台账报表", "ledgers and reports";
        /// Inspections and contests (检查评比).
        InspectionsAndContests = "inspections_and_contests", "检查评比事项", "inspections and contests";
        /// Responsibilities (责任).
        Responsibilities = "responsibilities", "责任清单", "responsibilities";
        /// Procedures (程序).
        Procedures = "procedures", "程序清单", "procedures";
        /// Institutions (制度).
        Institutions = "institutions", "制度清单", "institutions";
        /// Assessments (考核).
        Assessments = "assessments", "考核清单", "assessments";
        /// Duties of a post (岗位职责).
        PostDuties = "post_duties", "岗位职责清单", "post duties";
        /// Supervision (监督).
        Supervision = "supervision", "监督清单", "supervision";
        /// What cadres must not do (干部履职负面).
        CadreConduct = "cadre_conduct", "干部履职负面清单", "cadre conduct";
    }
}

/// What being on a list, or off it, does to a demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListEffect {
    /// Being on it grants.
    Grants,
    /// Being on it grants what the village itself does (村级组织自身行权).
    GrantsOwnActs,
    /// Being on it forbids.
    Forbids,
    /// Being on it forbids the village's role as responsible body.
    ForbidsResponsibility,
    /// Being on it grants and being off it forbids.
    GrantsAndForbidsOthers,
    /// It informs.
    Informs,
}

impl ListKind {
    /// What being on such a list does.
    pub fn effect(self) -> ListEffect {
        match self {
            ListKind::AutonomousDuties
            | ListKind::Assist
            | ListKind::PublicServices
            | ListKind::CertificatesToIssue
            | ListKind::MechanismsAndSignboards => ListEffect::Grants,
            ListKind::SmallPowers => ListEffect::GrantsOwnActs,
            ListKind::RetainedVetoes | ListKind::RetainedLetters => {
                ListEffect::GrantsAndForbidsOthers
            }
            ListKind::NegativeTasks | ListKind::CertificatesNotToIssue => ListEffect::Forbids,
            ListKind::ResponsibleBodyMatters => ListEffect::ForbidsResponsibility,
            _ => ListEffect::Informs,
        }
    }

    /// Whether being on such a list forbids: a list of a lower place that inherits from one adds to
    /// it, and stands instead of one of any other kind.
    pub fn forbids(self) -> bool {
        matches!(
            self.effect(),
            ListEffect::Forbids | ListEffect::ForbidsResponsibility
        )
    }

    /// The demand types on which such a list bears unless the pack says otherwise.
    pub fn demand_types(self) -> DemandTypes {
        use DemandType as D;
        match self {
            ListKind::AutonomousDuties
            | ListKind::Assist
            | ListKind::PublicServices
            | ListKind::NegativeTasks
            | ListKind::SmallPowers
            | ListKind::ResponsibleBodyMatters => DemandTypes::of(&[D::Work]),
            ListKind::CertificatesToIssue | ListKind::CertificatesNotToIssue => {
                DemandTypes::of(&[D::Certificate, D::CertificateRequest])
            }
            ListKind::MechanismsAndSignboards => {
                DemandTypes::of(&[D::Mechanism, D::DedicatedPost, D::Signboard])
            }
            ListKind::RetainedVetoes => DemandTypes::of(&[D::OneVoteVeto]),
            ListKind::RetainedLetters => DemandTypes::of(&[D::ResponsibilityLetter]),
            ListKind::LedgersAndReports => DemandTypes::of(&[D::DataRequest]),
            ListKind::InspectionsAndContests => DemandTypes::of(&[D::Inspection]),
            ListKind::Assessments => DemandTypes::of(&[D::Assessment]),
            _ => DemandTypes::NONE,
        }
    }
}
