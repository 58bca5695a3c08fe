namespace Assay.PowerShell;

/// <summary>Kinds of tokens, with the engine's names.</summary>
public enum TokenKind : byte
{
    /// <summary>No token.</summary>
    Unknown,
    /// <summary>The end of the text.</summary>
    EndOfInput,
    /// <summary>A line end.</summary>
    NewLine,
    /// <summary>A backtick before a line end.</summary>
    LineContinuation,
    /// <summary>A comment.</summary>
    Comment,
    /// <summary><c>$name</c>.</summary>
    Variable,
    /// <summary><c>@name</c>.</summary>
    SplattedVariable,
    /// <summary><c>-name</c>.</summary>
    Parameter,
    /// <summary>A number.</summary>
    Number,
    /// <summary><c>:name</c> before a loop.</summary>
    Label,
    /// <summary>A simple word.</summary>
    Identifier,
    /// <summary>A word of a command.</summary>
    Generic,
    /// <summary><c>'...'</c>.</summary>
    StringLiteral,
    /// <summary><c>"..."</c>.</summary>
    StringExpandable,
    /// <summary><c>@'...'@</c>.</summary>
    HereStringLiteral,
    /// <summary><c>@"..."@</c>.</summary>
    HereStringExpandable,
    /// <summary><c>(</c></summary>
    LParen,
    /// <summary><c>)</c></summary>
    RParen,
    /// <summary><c>{</c></summary>
    LCurly,
    /// <summary><c>}</c></summary>
    RCurly,
    /// <summary><c>[</c></summary>
    LBracket,
    /// <summary><c>]</c></summary>
    RBracket,
    /// <summary><c>@(</c></summary>
    AtParen,
    /// <summary><c>@{</c></summary>
    AtCurly,
    /// <summary><c>$(</c></summary>
    DollarParen,
    /// <summary><c>;</c></summary>
    Semi,
    /// <summary><c>&amp;&amp;</c></summary>
    AndAnd,
    /// <summary><c>||</c></summary>
    OrOr,
    /// <summary><c>&amp;</c></summary>
    Ampersand,
    /// <summary><c>|</c></summary>
    Pipe,
    /// <summary><c>,</c></summary>
    Comma,
    /// <summary><c>--</c></summary>
    MinusMinus,
    /// <summary><c>++</c></summary>
    PlusPlus,
    /// <summary><c>..</c></summary>
    DotDot,
    /// <summary><c>::</c></summary>
    ColonColon,
    /// <summary><c>.</c></summary>
    Dot,
    /// <summary><c>!</c></summary>
    Exclaim,
    /// <summary><c>*</c></summary>
    Multiply,
    /// <summary><c>/</c></summary>
    Divide,
    /// <summary><c>%</c></summary>
    Rem,
    /// <summary><c>+</c></summary>
    Plus,
    /// <summary><c>-</c></summary>
    Minus,
    /// <summary><c>=</c></summary>
    Equals,
    /// <summary><c>+=</c></summary>
    PlusEquals,
    /// <summary><c>-=</c></summary>
    MinusEquals,
    /// <summary><c>*=</c></summary>
    MultiplyEquals,
    /// <summary><c>/=</c></summary>
    DivideEquals,
    /// <summary><c>%=</c></summary>
    RemainderEquals,
    /// <summary><c>&gt;</c> and its kin.</summary>
    Redirection,
    /// <summary><c>&lt;</c></summary>
    RedirectInStd,
    /// <summary><c>:</c></summary>
    Colon,
    /// <summary><c>?</c></summary>
    QuestionMark,
    /// <summary><c>??=</c></summary>
    QuestionQuestionEquals,
    /// <summary><c>??</c></summary>
    QuestionQuestion,
    /// <summary><c>?.</c></summary>
    QuestionDot,
    /// <summary><c>?[</c></summary>
    QuestionLBracket,
    /// <summary><c>++</c> behind its operand; only in the tree.</summary>
    PostfixPlusPlus,
    /// <summary><c>--</c> behind its operand; only in the tree.</summary>
    PostfixMinusMinus,
    /// <summary><c>-f</c></summary>
    Format,
    /// <summary><c>-not</c></summary>
    Not,
    /// <summary><c>-bnot</c></summary>
    Bnot,
    /// <summary><c>-join</c></summary>
    Join,
    /// <summary><c>-csplit</c></summary>
    Csplit,
    /// <summary><c>-split</c> or <c>-isplit</c></summary>
    Isplit,
    /// <summary><c>-and</c></summary>
    And,
    /// <summary><c>-or</c></summary>
    Or,
    /// <summary><c>-xor</c></summary>
    Xor,
    /// <summary><c>-band</c></summary>
    Band,
    /// <summary><c>-bor</c></summary>
    Bor,
    /// <summary><c>-bxor</c></summary>
    Bxor,
    /// <summary><c>-is</c></summary>
    Is,
    /// <summary><c>-isnot</c></summary>
    IsNot,
    /// <summary><c>-as</c></summary>
    As,
    /// <summary><c>-shl</c></summary>
    Shl,
    /// <summary><c>-shr</c></summary>
    Shr,
    /// <summary><c>-eq</c> or <c>-ieq</c></summary>
    Ieq,
    /// <summary><c>-ne</c> or <c>-ine</c></summary>
    Ine,
    /// <summary><c>-ge</c> or <c>-ige</c></summary>
    Ige,
    /// <summary><c>-gt</c> or <c>-igt</c></summary>
    Igt,
    /// <summary><c>-lt</c> or <c>-ilt</c></summary>
    Ilt,
    /// <summary><c>-le</c> or <c>-ile</c></summary>
    Ile,
    /// <summary><c>-like</c> or <c>-ilike</c></summary>
    Ilike,
    /// <summary><c>-notlike</c> or <c>-inotlike</c></summary>
    Inotlike,
    /// <summary><c>-match</c> or <c>-imatch</c></summary>
    Imatch,
    /// <summary><c>-notmatch</c> or <c>-inotmatch</c></summary>
    Inotmatch,
    /// <summary><c>-replace</c> or <c>-ireplace</c></summary>
    Ireplace,
    /// <summary><c>-contains</c> or <c>-icontains</c></summary>
    Icontains,
    /// <summary><c>-notcontains</c> or <c>-inotcontains</c></summary>
    Inotcontains,
    /// <summary><c>-in</c> or <c>-iin</c></summary>
    Iin,
    /// <summary><c>-notin</c> or <c>-inotin</c></summary>
    Inotin,
    /// <summary><c>-ceq</c></summary>
    Ceq,
    /// <summary><c>-cne</c></summary>
    Cne,
    /// <summary><c>-cge</c></summary>
    Cge,
    /// <summary><c>-cgt</c></summary>
    Cgt,
    /// <summary><c>-clt</c></summary>
    Clt,
    /// <summary><c>-cle</c></summary>
    Cle,
    /// <summary><c>-clike</c></summary>
    Clike,
    /// <summary><c>-cnotlike</c></summary>
    Cnotlike,
    /// <summary><c>-cmatch</c></summary>
    Cmatch,
    /// <summary><c>-cnotmatch</c></summary>
    Cnotmatch,
    /// <summary><c>-creplace</c></summary>
    Creplace,
    /// <summary><c>-ccontains</c></summary>
    Ccontains,
    /// <summary><c>-cnotcontains</c></summary>
    Cnotcontains,
    /// <summary><c>-cin</c></summary>
    Cin,
    /// <summary><c>-cnotin</c></summary>
    Cnotin,
    /// <summary><c>begin</c></summary>
    Begin,
    /// <summary><c>break</c></summary>
    Break,
    /// <summary><c>catch</c></summary>
    Catch,
    /// <summary><c>class</c></summary>
    Class,
    /// <summary><c>continue</c></summary>
    Continue,
    /// <summary><c>data</c></summary>
    Data,
    /// <summary><c>define</c></summary>
    Define,
    /// <summary><c>do</c></summary>
    Do,
    /// <summary><c>dynamicparam</c></summary>
    Dynamicparam,
    /// <summary><c>else</c></summary>
    Else,
    /// <summary><c>elseif</c></summary>
    ElseIf,
    /// <summary><c>end</c></summary>
    End,
    /// <summary><c>enum</c></summary>
    Enum,
    /// <summary><c>exit</c></summary>
    Exit,
    /// <summary><c>filter</c></summary>
    Filter,
    /// <summary><c>finally</c></summary>
    Finally,
    /// <summary><c>for</c></summary>
    For,
    /// <summary><c>foreach</c></summary>
    Foreach,
    /// <summary><c>from</c></summary>
    From,
    /// <summary><c>function</c></summary>
    Function,
    /// <summary><c>if</c></summary>
    If,
    /// <summary><c>in</c></summary>
    In,
    /// <summary><c>param</c></summary>
    Param,
    /// <summary><c>process</c></summary>
    Process,
    /// <summary><c>return</c></summary>
    Return,
    /// <summary><c>switch</c></summary>
    Switch,
    /// <summary><c>throw</c></summary>
    Throw,
    /// <summary><c>trap</c></summary>
    Trap,
    /// <summary><c>try</c></summary>
    Try,
    /// <summary><c>until</c></summary>
    Until,
    /// <summary><c>using</c></summary>
    Using,
    /// <summary><c>var</c></summary>
    Var,
    /// <summary><c>while</c></summary>
    While,
    /// <summary><c>workflow</c></summary>
    Workflow,
    /// <summary><c>parallel</c></summary>
    Parallel,
    /// <summary><c>sequence</c></summary>
    Sequence,
    /// <summary><c>inlinescript</c></summary>
    InlineScript,
    /// <summary><c>configuration</c></summary>
    Configuration,
    /// <summary><c>dynamickeyword</c></summary>
    DynamicKeyword,
    /// <summary><c>public</c></summary>
    Public,
    /// <summary><c>private</c></summary>
    Private,
    /// <summary><c>static</c></summary>
    Static,
    /// <summary><c>interface</c></summary>
    Interface,
    /// <summary><c>namespace</c></summary>
    Namespace,
    /// <summary><c>module</c></summary>
    Module,
    /// <summary><c>type</c></summary>
    Type,
    /// <summary><c>assembly</c></summary>
    Assembly,
    /// <summary><c>command</c></summary>
    Command,
    /// <summary><c>hidden</c></summary>
    Hidden,
    /// <summary><c>base</c></summary>
    Base,
    /// <summary><c>default</c></summary>
    Default,
    /// <summary><c>clean</c></summary>
    Clean,
}
