using System.Runtime.InteropServices;
using System.Text;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Writes the parts of a pack in the order in which <see cref="PackReader"/> reads them.</summary>
internal sealed class PackWriter
{
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly List<byte> _facts = [];
    private readonly Dictionary<string, int> _factIndexes = new(StringComparer.Ordinal);
    private List<byte> _body = [];

    private PackWriter()
    {
    }

    /// <summary>Gives the bytes of a pack behind its hash.</summary>
    public static byte[] Write(RulePack pack)
    {
        var writer = new PackWriter();
        writer.Pack(pack);
        return writer.ToArray();
    }

    private void Pack(RulePack pack)
    {
        Text(pack.Version);
        Text(pack.AttackVersion);
        List([.. pack.AttackNames.OrderBy(entry => entry.Key, StringComparer.Ordinal)], entry =>
        {
            Text(entry.Key);
            Text(entry.Value);
        });
        List(pack.Behaviors, Behavior);
        List(pack.Policies, Policy);
    }

    private byte[] ToArray()
    {
        var file = new List<byte>();
        Number(file, (uint)_texts.Count);
        foreach (var text in _texts)
        {
            Number(file, (uint)Encoding.UTF8.GetByteCount(text));
        }

        foreach (var text in _texts)
        {
            file.AddRange(Encoding.UTF8.GetBytes(text));
        }

        Number(file, (uint)_factIndexes.Count);
        file.AddRange(CollectionsMarshal.AsSpan(_facts));
        file.AddRange(CollectionsMarshal.AsSpan(_body));
        return [.. file];
    }

    private void Behavior(BehaviorRule rule)
    {
        Shared(rule);
        Number((int)rule.Risk);
        List(rule.Catalogue, Text);
    }

    private void Policy(PolicyRule rule)
    {
        Shared(rule);
        Text(rule.Problem);
        List(rule.NextSteps, step =>
        {
            Number((int)step.Kind);
            Text(step.Text);
        });
        Number((int)rule.Severity);
        Number(rule.Priority);
        Number((int)rule.Effort);
        Number((int)rule.Assessment);
        Number((int)rule.Status);
        List(rule.Aka, Text);
        Truth(rule.SubjectPackage);
    }

    private void Shared(Rule rule)
    {
        Text(rule.Id);
        Text(rule.Category);
        Text(rule.Title);
        Text(rule.ConditionHash);
        Number((int)rule.Stage);
        Number((int)rule.Chain);
        List(rule.Attack, Text);
        List(rule.Cwe, Text);
        List(rule.Was, Text);
        Condition(rule.When);
    }

    private void Condition(Condition condition)
    {
        Number((int)condition.Kind);
        Number((int)condition.Within);
        Number((int)condition.Surfaces);
        Text(condition.Community);
        Number(condition.AtLeast);
        Number((int)condition.Distinct);
        Truth(condition.Proven);
        List(condition.Children, Condition);
        Optional(condition.Behavior, Behaviors);
        Number(condition.Fact is null ? 0 : FactIndex(condition.Fact) + 1);
    }

    // Predicates that are written alike are written once.
    private int FactIndex(FactPredicate predicate)
    {
        var around = _body;
        _body = [];
        Fact(predicate);
        var (bytes, key) = (_body, Convert.ToHexString(CollectionsMarshal.AsSpan(_body)));
        _body = around;
        if (!_factIndexes.TryGetValue(key, out var index))
        {
            index = _factIndexes.Count;
            _factIndexes.Add(key, index);
            _facts.AddRange(bytes);
        }

        return index;
    }

    private void Behaviors(BehaviorPredicate predicate)
    {
        List(predicate.Ids, Text);
        List(predicate.Risks, risk => Number((int)risk));
        List(predicate.Chains, chain => Number((int)chain));
        List(predicate.Categories, Text);
    }

    private void Fact(FactPredicate predicate)
    {
        Number((int)predicate.Kind);
        Match(predicate.Value);
        List(predicate.Arguments, Argument);
        List(predicate.Derivations, derivation => Number((int)derivation));
    }

    private void Argument(ArgumentPredicate predicate)
    {
        Text(predicate.Name);
        Number(predicate.Position);
        Optional(predicate.Match, Match);
        List(predicate.Sequence, Match);
        Truth(predicate.Negated);
    }

    private void Match(TextMatch match)
    {
        Number((int)match.Mode);
        List(match.Values, Text);
        Truth(match.IgnoreCase);
        Text(match.Literal);
    }

    private void List<T>(IReadOnlyList<T> items, Action<T> write)
    {
        Number(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }

    private void Optional<T>(T? item, Action<T> write)
        where T : class
    {
        Truth(item is not null);
        if (item is not null)
        {
            write(item);
        }
    }

    private void Text(string? text)
    {
        if (text is null)
        {
            Number(0);
            return;
        }

        if (!_indexes.TryGetValue(text, out var index))
        {
            index = _texts.Count;
            _texts.Add(text);
            _indexes.Add(text, index);
        }

        Number(index + 1);
    }

    private void Truth(bool value) => Number(value ? 1 : 0);

    private void Number(int number) => Number(_body, (uint)number);

    private static void Number(List<byte> bytes, uint number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            bytes.Add((byte)(number | 0x80));
        }

        bytes.Add((byte)number);
    }
}
