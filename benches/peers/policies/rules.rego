package zhunru

import rego.v1

# What each type of demand is decided by. The host asks for the set of its type.

decide_work := work | shared | arranged

decide_data_request := data_request | shared

decide_mechanism := mechanism | shared | arranged

decide_signboard := signboard | shared | arranged

decide_certificate := certificate | shared

decide_assessment := assessment

others := {"villagers_assembly", "village_organisation", "court", "enterprise", "resident", "other"}

by_authority if not input.issuer.kind in others

statute if input.basis.rank in {"law", "administrative_regulation", "local_regulation"}

central if input.basis.rank in {"central_party_document", "central_joint_document"}

adequate if {
	input.basis.rank in {
		"constitution", "law", "administrative_regulation", "local_regulation", "state_council_decision",
		"central_party_document", "central_joint_document",
	}
}

funds_above if input.support.funds in {"issuer", "superior"}

funds_above if {
	input.support.funds == "township"
	input.issuer.level == "township"
}

staff_above if input.support.staff in {"issuer", "superior"}

staff_above if {
	input.support.staff == "township"
	input.issuer.level == "township"
}

deployment if {
	input.record.act == "unified_deployment"
	input.record.level == "county"
	input.record.kind == "party_committee_and_government"
	input.record.on <= input.day
}

consent if {
	input.record.act == "consent"
	input.record.level == "province"
	input.record.kind == "party_committee_and_government"
	input.record.on <= input.day
}

deployed if {
	deployment
	input.record.outcome == "approved"
}

consented if {
	consent
	input.record.outcome == "approved"
}

# Every demand but an assessment.

shared contains "prohibition-5-elsewhere" if {
	input.any.sole_yardstick
	by_authority
}

shared contains "prohibition-13-unlawful" if {
	input.any.forced
	not input.any.lawful
	by_authority
}

shared contains "prohibition-13-no-basis" if {
	input.any.forced
	input.basis.deployment
	by_authority
}

shared contains "prohibition-13-no-funds" if {
	input.any.forced
	not funds_above
	by_authority
}

shared contains "prohibition-13-no-effect" if {
	input.any.forced
	not input.any.practical_effect
	by_authority
}

shared contains "prohibition-13-rejected" if {
	input.any.forced
	not input.any.accepted_by_villagers
	by_authority
}

arranged contains "prohibition-10" if {
	input.any.arranged_by_mechanism_only
	by_authority
}

# Work.

work contains "prohibition-1" if {
	input.demand.own_duty
	not deployed
	not data.lists.assist[input.demand.item]
	by_authority
}

work contains "prohibition-2" if {
	input.demand.role == "responsible"
	input.demand.matter in {"administrative_enforcement", "demolition", "investment_promotion", "work_safety"}
	by_authority
}

work contains "not-to-bear" if data.lists.not_to_bear[input.demand.item]

work contains "task-3-township-support" if {
	input.demand.role == "agent"
	input.support.funds != "township"
	not funds_above
	by_authority
}

work contains "granted" if data.lists.assist[input.demand.item]

work contains "granted" if data.lists.autonomous[input.demand.item]

work contains "granted" if deployed

work contains "refused" if {
	deployment
	input.record.outcome == "rejected"
}

# Forms.

data_request contains "prohibition-3" if {
	not deployed
	by_authority
}

data_request contains "prohibition-4" if {
	input.demand.sole_means
	by_authority
}

data_request contains "granted" if deployed

data_request contains "refused" if {
	deployment
	input.record.outcome == "rejected"
}

# Mechanisms.

mandated if {
	input.demand.centrally_required
	central
}

mandated if {
	input.demand.statutorily_required
	statute
}

mechanism contains "prohibition-6" if {
	not mandated
	not consented
	by_authority
}

mechanism contains "prohibition-7" if {
	input.demand.existing_body_can_carry
	not mandated
	by_authority
}

mechanism contains "prohibition-8" if {
	input.support.funds == "village"
	by_authority
}

mechanism contains "prohibition-8" if {
	input.support.staff == "village"
	by_authority
}

mechanism contains "task-11-funds" if {
	not funds_above
	by_authority
}

mechanism contains "task-11-staff" if {
	not staff_above
	by_authority
}

mechanism contains "granted" if mandated

mechanism contains "granted" if consented

mechanism contains "refused" if {
	consent
	input.record.outcome == "rejected"
}

# Signs.

interior if input.demand.placement == "interior_sign"

catalogue if {
	interior
	data.lists.interior[input.demand.name]
}

extra if {
	interior
	input.demand.typical_work
	not data.lists.interior[input.demand.name]
	input.demand.sponsor_level in {"city", "county", "township"}
	not input.issuer.kind in {"court", "enterprise", "resident", "other"}
}

statutory if {
	input.demand.statutorily_required
	statute
}

room if input.demand.placement == "function_room_sign"

named_room if {
	room
	data.lists.rooms[input.demand.name]
}

signboard contains "prohibition-9" if {
	input.demand.counterpart
	not consented
	not statutory
	not catalogue
	not extra
	not named_room
	by_authority
}

signboard contains "prohibition-11" if input.demand.placement == "exterior_sign"

signboard contains "interior-only-permitted" if {
	interior
	not catalogue
	not extra
	not statutory
}

signboard contains "interior-limit" if {
	interior
	input.demand.hanging.interior + 1 > 12
}

signboard contains "interior-one-per-level" if {
	interior
	not catalogue
	not statutory
	input.demand.hanging[input.demand.sponsor_level] + 1 > 1
}

signboard contains "sign-filing" if {
	not input.demand.filed
	extra
	not statutory
}

signboard contains "granted" if room

signboard contains "granted" if catalogue

signboard contains "granted" if extra

signboard contains "granted" if statutory

signboard contains "granted" if consented

signboard contains "refused" if {
	consent
	input.record.outcome == "rejected"
}

# Certificates.

certificate contains "prohibition-12" if {
	not adequate
	by_authority
}

certificate contains "certificate-unverifiable" if {
	not input.demand.able_to_verify
	by_authority
}

certificate contains "certificates-not-to-issue" if data.lists.not_to_issue[input.demand.item]

certificate contains "granted" if {
	input.demand.able_to_verify
	adequate
	by_authority
}

# Assessments.

assessment contains "prohibition-5" if {
	input.any.sole_yardstick
	by_authority
	some criterion in input.demand.criteria
	criterion in {"follows", "app_promotion", "mechanisms", "signboards", "traces"}
}

assessment contains "granted"
