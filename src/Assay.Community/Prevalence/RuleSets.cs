namespace Assay.Community.Index;

/// <summary>One set of packages for each rule, filled from lists of rules.</summary>
internal sealed class RuleSets
{
    private readonly PackageSet?[] _sets;

    public RuleSets(IReadOnlyList<(int Number, string Name, string Condition)> rules, int capacity)
    {
        _sets = new PackageSet?[rules.Count == 0 ? 1 : rules.Max(rule => rule.Number) + 1];
        foreach (var rule in rules)
        {
            _sets[rule.Number] = new PackageSet(capacity);
        }
    }

    public PackageSet this[long rule] => _sets[rule]!;

    /// <summary>Adds a package to the sets of the rules of a <see cref="RuleList"/>; throws <see cref="IndexException"/> when the bytes are none.</summary>
    public void Add(ReadOnlySpan<byte> list, int package)
    {
        var rule = 0U;
        while (!list.IsEmpty)
        {
            if (!Leb128.TryRead(ref list, out var difference) || difference > int.MaxValue)
            {
                throw new IndexException("A list of rules in the community index is broken.");
            }

            rule += difference;
            if (rule < (uint)_sets.Length)
            {
                _sets[rule]?.Add(package);
            }
        }
    }
}
