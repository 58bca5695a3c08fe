using System.Collections.Frozen;

namespace Assay.PowerShell;

/// <summary>Keywords and word operators.</summary>
internal static class Words
{
    private static readonly FrozenDictionary<string, TokenKind>.AlternateLookup<ReadOnlySpan<char>> Keywords = new Dictionary<string, TokenKind>(StringComparer.OrdinalIgnoreCase)
    {
        ["begin"] = TokenKind.Begin, ["break"] = TokenKind.Break, ["catch"] = TokenKind.Catch, ["class"] = TokenKind.Class, ["continue"] = TokenKind.Continue,
        ["data"] = TokenKind.Data, ["define"] = TokenKind.Define, ["do"] = TokenKind.Do, ["dynamicparam"] = TokenKind.Dynamicparam, ["else"] = TokenKind.Else,
        ["elseif"] = TokenKind.ElseIf, ["end"] = TokenKind.End, ["enum"] = TokenKind.Enum, ["exit"] = TokenKind.Exit, ["filter"] = TokenKind.Filter,
        ["finally"] = TokenKind.Finally, ["for"] = TokenKind.For, ["foreach"] = TokenKind.Foreach, ["from"] = TokenKind.From, ["function"] = TokenKind.Function,
        ["if"] = TokenKind.If, ["in"] = TokenKind.In, ["param"] = TokenKind.Param, ["process"] = TokenKind.Process, ["return"] = TokenKind.Return,
        ["switch"] = TokenKind.Switch, ["throw"] = TokenKind.Throw, ["trap"] = TokenKind.Trap, ["try"] = TokenKind.Try, ["until"] = TokenKind.Until,
        ["using"] = TokenKind.Using, ["var"] = TokenKind.Var, ["while"] = TokenKind.While, ["workflow"] = TokenKind.Workflow, ["parallel"] = TokenKind.Parallel,
        ["sequence"] = TokenKind.Sequence, ["inlinescript"] = TokenKind.InlineScript, ["configuration"] = TokenKind.Configuration, ["public"] = TokenKind.Public,
        ["private"] = TokenKind.Private, ["static"] = TokenKind.Static, ["interface"] = TokenKind.Interface, ["namespace"] = TokenKind.Namespace,
        ["module"] = TokenKind.Module, ["type"] = TokenKind.Type, ["assembly"] = TokenKind.Assembly, ["command"] = TokenKind.Command, ["hidden"] = TokenKind.Hidden,
        ["base"] = TokenKind.Base, ["default"] = TokenKind.Default, ["clean"] = TokenKind.Clean,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, TokenKind>.AlternateLookup<ReadOnlySpan<char>> Operators = new Dictionary<string, TokenKind>(StringComparer.OrdinalIgnoreCase)
    {
        ["f"] = TokenKind.Format, ["not"] = TokenKind.Not, ["bnot"] = TokenKind.Bnot, ["join"] = TokenKind.Join, ["and"] = TokenKind.And, ["or"] = TokenKind.Or,
        ["xor"] = TokenKind.Xor, ["band"] = TokenKind.Band, ["bor"] = TokenKind.Bor, ["bxor"] = TokenKind.Bxor, ["is"] = TokenKind.Is, ["isnot"] = TokenKind.IsNot,
        ["as"] = TokenKind.As, ["shl"] = TokenKind.Shl, ["shr"] = TokenKind.Shr,
        ["eq"] = TokenKind.Ieq, ["ne"] = TokenKind.Ine, ["ge"] = TokenKind.Ige, ["gt"] = TokenKind.Igt, ["lt"] = TokenKind.Ilt, ["le"] = TokenKind.Ile,
        ["like"] = TokenKind.Ilike, ["notlike"] = TokenKind.Inotlike, ["match"] = TokenKind.Imatch, ["notmatch"] = TokenKind.Inotmatch, ["replace"] = TokenKind.Ireplace,
        ["contains"] = TokenKind.Icontains, ["notcontains"] = TokenKind.Inotcontains, ["in"] = TokenKind.Iin, ["notin"] = TokenKind.Inotin, ["split"] = TokenKind.Isplit,
        ["ieq"] = TokenKind.Ieq, ["ine"] = TokenKind.Ine, ["ige"] = TokenKind.Ige, ["igt"] = TokenKind.Igt, ["ilt"] = TokenKind.Ilt, ["ile"] = TokenKind.Ile,
        ["ilike"] = TokenKind.Ilike, ["inotlike"] = TokenKind.Inotlike, ["imatch"] = TokenKind.Imatch, ["inotmatch"] = TokenKind.Inotmatch, ["ireplace"] = TokenKind.Ireplace,
        ["icontains"] = TokenKind.Icontains, ["inotcontains"] = TokenKind.Inotcontains, ["iin"] = TokenKind.Iin, ["inotin"] = TokenKind.Inotin, ["isplit"] = TokenKind.Isplit,
        ["ceq"] = TokenKind.Ceq, ["cne"] = TokenKind.Cne, ["cge"] = TokenKind.Cge, ["cgt"] = TokenKind.Cgt, ["clt"] = TokenKind.Clt, ["cle"] = TokenKind.Cle,
        ["clike"] = TokenKind.Clike, ["cnotlike"] = TokenKind.Cnotlike, ["cmatch"] = TokenKind.Cmatch, ["cnotmatch"] = TokenKind.Cnotmatch, ["creplace"] = TokenKind.Creplace,
        ["ccontains"] = TokenKind.Ccontains, ["cnotcontains"] = TokenKind.Cnotcontains, ["cin"] = TokenKind.Cin, ["cnotin"] = TokenKind.Cnotin, ["csplit"] = TokenKind.Csplit,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The keyword of a word; <see cref="TokenKind.Identifier"/> for any other.</summary>
    public static TokenKind Keyword(ReadOnlySpan<char> word) =>
        word.Length is >= 2 and <= 13 && Keywords.TryGetValue(word, out var kind) ? kind : TokenKind.Identifier;

    /// <summary>The operator behind a dash; <see cref="TokenKind.Parameter"/> for any other word.</summary>
    public static TokenKind Operator(ReadOnlySpan<char> word) =>
        word.Length <= 12 && Operators.TryGetValue(word, out var kind) ? kind : TokenKind.Parameter;
}
