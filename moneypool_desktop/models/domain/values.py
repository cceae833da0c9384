"""Every closed set of values the books use, each written once in Python (the database holds the same words as CHECKs).

The values are the contract of the schema; what a person reads for them comes from the catalogue, never from here.
"""

from enum import StrEnum


class UserStatus(StrEnum):
    """Whether a person may sign in."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    INACTIVE = "inactive"
    PENDING = "pending"


class KycStatus(StrEnum):
    """How far a person's identity has been proved."""

    PENDING = "pending"
    VERIFIED = "verified"
    REJECTED = "rejected"
    EXPIRED = "expired"


class Gender(StrEnum):
    """A person's gender as the register states it."""

    MALE = "male"
    FEMALE = "female"
    OTHER = "other"


class UserRole(StrEnum):
    """What a person is to the whole installation."""

    MEMBER = "member"
    GROUP_ADMIN = "group_admin"
    ADMIN = "admin"
    SUPER_ADMIN = "super_admin"


class ChamaCategory(StrEnum):
    """What a group exists for; also the name of its template."""

    SAVINGS = "savings"
    INVESTMENT = "investment"
    CREDIT = "credit"
    MIXED = "mixed"


class ContributionFrequency(StrEnum):
    """How often dues fall."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    FLEXIBLE = "flexible"


class MeetingFrequency(StrEnum):
    """How often the group meets."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    AS_NEEDED = "as_needed"


class ChamaStatus(StrEnum):
    """Where a group stands in its life; only an active one takes postings."""

    PENDING = "pending"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    DISSOLVED = "dissolved"
    INACTIVE = "inactive"


class MemberRole(StrEnum):
    """The office a member holds in the group."""

    LEADER = "leader"
    TREASURER = "treasurer"
    SECRETARY = "secretary"
    MEMBER = "member"


class MemberStatus(StrEnum):
    """Where a membership stands."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    SUSPENDED = "suspended"
    LEFT = "left"


class TransactionType(StrEnum):
    """The nine kinds of money movement."""

    CONTRIBUTION = "contribution"
    LOAN_DISBURSEMENT = "loan_disbursement"
    LOAN_REPAYMENT = "loan_repayment"
    PENALTY = "penalty"
    INTEREST = "interest"
    WITHDRAWAL = "withdrawal"
    FEE = "fee"
    ADJUSTMENT = "adjustment"
    TRANSFER = "transfer"


class PaymentMethod(StrEnum):
    """How money changed hands."""

    CASH = "cash"
    BANK_TRANSFER = "bank_transfer"
    MOBILE_MONEY = "mobile_money"
    CARD = "card"
    CHECK = "check"
    OTHER = "other"


class TransactionStatus(StrEnum):
    """Where a movement of money stands."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    REVERSED = "reversed"


class ContributionType(StrEnum):
    """What a due was raised for."""

    REGULAR = "regular"
    VOLUNTARY = "voluntary"
    PENALTY = "penalty"
    SPECIAL = "special"
    CATCH_UP = "catch_up"


class ContributionStatus(StrEnum):
    """Where a due stands."""

    PENDING = "pending"
    PARTIAL = "partial"
    COMPLETED = "completed"
    OVERDUE = "overdue"
    WAIVED = "waived"


class FineStatus(StrEnum):
    """Where a fine stands: charged is owed, and each later word says how it ended or how far it came."""

    CHARGED = "charged"
    PARTIAL = "partial"
    PAID = "paid"
    WAIVED = "waived"
    CANCELLED = "cancelled"


class NotificationType(StrEnum):
    """What a notice is, for its mark and colour."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    SUCCESS = "success"
    REMINDER = "reminder"
    ANNOUNCEMENT = "announcement"


class NotificationPriority(StrEnum):
    """How soon a notice should be seen."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class NotificationStatus(StrEnum):
    """How far a notice came on one channel."""

    PENDING = "pending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


class SettingType(StrEnum):
    """The JSON type of a setting's value."""

    STRING = "string"
    NUMBER = "number"
    BOOLEAN = "boolean"
    OBJECT = "object"
    ARRAY = "array"


class SettingCategory(StrEnum):
    """The shelf a setting lies on."""

    GENERAL = "general"
    FINANCIAL = "financial"
    SECURITY = "security"
    NOTIFICATIONS = "notifications"


class AuditAction(StrEnum):
    """What was done, in the audit chain."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    APPROVE = "approve"
    REJECT = "reject"
    SUSPEND = "suspend"
    ACTIVATE = "activate"


class AuditSeverity(StrEnum):
    """How grave an audited event is."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    CRITICAL = "critical"


class ImportKind(StrEnum):
    """What a file being brought in holds."""

    MEMBERS = "members"
    OPENING_BALANCES = "opening_balances"
    CONTRIBUTIONS = "contributions"
    MPESA = "mpesa"
    BANK = "bank"


class ImportStatus(StrEnum):
    """How far an import came."""

    DRAFT = "draft"
    POSTED = "posted"
    REVERSED = "reversed"


class AccountType(StrEnum):
    """The five sides of the books."""

    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    INCOME = "income"
    EXPENSE = "expense"


class AccountPurpose(StrEnum):
    """What posting uses an account for."""

    CASH = "cash"
    BANK = "bank"
    MOBILE_MONEY = "mobile_money"
    SAVINGS = "savings"
    SHARES = "shares"
    WELFARE = "welfare"
    LOANS_RECEIVABLE = "loans_receivable"
    FINES_RECEIVABLE = "fines_receivable"
    FINE_INCOME = "fine_income"
    INTEREST_INCOME = "interest_income"
    FEE_INCOME = "fee_income"
    EXPENSE = "expense"
    RESERVE = "reserve"
    OPENING = "opening"
    DIFFERENCE = "difference"
    OTHER = "other"


class FundPurpose(StrEnum):
    """The pot that money belongs to, kept apart from the place where it lies."""

    SAVINGS = "savings"
    SHARES = "shares"
    WELFARE = "welfare"
    FINES = "fines"
    RESERVE = "reserve"
    PROJECT = "project"
    GENERAL = "general"


class ApprovalKind(StrEnum):
    """What a second person is asked to approve."""

    WAIVER = "waiver"
    REVERSAL = "reversal"
    DIFFERENCE = "difference"
    ADJUSTMENT = "adjustment"
    UNLOCK = "unlock"


class ApprovalStatus(StrEnum):
    """Where a request for a second person stands."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class PeriodStatus(StrEnum):
    """Whether a month of the books takes postings."""

    OPEN = "open"
    LOCKED = "locked"


class ComputerStatus(StrEnum):
    """Whether an enrolled computer may connect."""

    PENDING = "pending"
    ACTIVE = "active"
    REVOKED = "revoked"


class NumberKind(StrEnum):
    """What is numbered without a gap in each chama."""

    TRANSACTION = "transaction"
    RECEIPT = "receipt"
    FINE = "fine"
    STATEMENT = "statement"
    MEMBER = "member"


class PenaltyMethod(StrEnum):
    """How a fine or a penalty for lateness is worked out."""

    FLAT_ONCE = "FLAT_ONCE"
    FLAT_PER_DAY = "FLAT_PER_DAY"
    PCT_ONCE = "PCT_ONCE"
    PCT_PER_PERIOD = "PCT_PER_PERIOD"
    PCT_PRORATA_DAYS = "PCT_PRORATA_DAYS"
    FLAT_PLUS_DAILY_PCT = "FLAT_PLUS_DAILY_PCT"
    TIERED = "TIERED"
    ESCALATING_COUNT = "ESCALATING_COUNT"
