"""The word for each office; show it through `tr`."""

from moneypool_desktop.language import mark

ROLES = {
    "leader": mark("Chairperson"),
    "treasurer": mark("Treasurer"),
    "secretary": mark("Secretary"),
    "member": mark("Member"),
}
