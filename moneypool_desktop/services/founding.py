"""The end of the first run: the first account and its chama, each made once, however often it is asked for."""

from uuid import UUID, uuid4

from moneypool_desktop.models.drafts.chama import ChamaDraft, OfficerDraft
from moneypool_desktop.models.drafts.founding import AccountDraft
from moneypool_desktop.models.rows.session import Chama
from moneypool_desktop.services import chamas, identity
from moneypool_desktop.services.database.connection import Database, Session
from moneypool_desktop.services.failures import Refused


class Founding:
    """Makes an account and a chama. A second try goes on where the first was refused, with nothing made twice."""

    def __init__(self, session: Session | None = None) -> None:
        """With a `session` the person has an account already and only the chama is made."""
        self.session = session
        self.sheet: identity.RecoverySheet | None = None
        self._key: UUID = uuid4()

    def run(self, database: Database, account: AccountDraft | None, founder: OfficerDraft, draft: ChamaDraft) -> Chama:
        """Return the new chama; slow by design (a password is stretched), so call it from a worker.

        Raises Refused with the sentence of what the books do not take.
        """
        if self.session is None:
            assert account is not None  # noqa: S101 - without a session the assistant asked for an account
            self._make_account(database, account, founder, draft)
        assert self.session is not None  # noqa: S101 - made above or given
        return chamas.create_chama(self.session, draft, self._key)

    def _make_account(
        self, database: Database, account: AccountDraft, founder: OfficerDraft, draft: ChamaDraft
    ) -> None:
        named = founder.payload()
        made = identity.create_first_user(
            database,
            account.email,
            account.password,
            named["first_name"],
            named.get("last_name", ""),
            phone=named.get("phone"),
            context=(draft.name, draft.short_name, *account.context),
        )
        if isinstance(made, Refused):
            raise made
        self.session, self.sheet = made.session, made.sheet
