namespace Assay.Licenses;

/// <summary>A licence expression (SPDX specification, annex on license expressions): licences that all apply, or among which one may choose.</summary>
public abstract record SpdxExpression
{
    /// <summary>Reads an expression; null with what is wrong with it. Ids that no list knows are read, too: <see cref="LicenseIndex.Find"/> tells them apart.</summary>
    public static SpdxExpression? Parse(string text, out string? defect) => new SpdxExpressionParser(text).Parse(out defect);

    /// <summary>All licences, in the order in which they are written.</summary>
    public abstract IEnumerable<SpdxLicense> Licenses { get; }

    /// <summary>The licences that apply when of every choice the one is made whose worst licence weighs least: <c>MIT OR GPL-2.0-only</c> => <c>MIT</c>. Of equal choices the first one is made.</summary>
    public IReadOnlyList<SpdxLicense> Lightest(Func<SpdxLicense, int> weight) => Choose(weight).Licenses;

    internal abstract (int Weight, IReadOnlyList<SpdxLicense> Licenses) Choose(Func<SpdxLicense, int> weight);
}

/// <summary>One licence of an expression.</summary>
/// <param name="Id">As written, without the plus sign.</param>
/// <param name="OrLater">Written with a plus sign: this version or a later one.</param>
/// <param name="Exception">The exception behind <c>WITH</c>; null without one.</param>
public sealed record SpdxLicense(string Id, bool OrLater, string? Exception) : SpdxExpression
{
    /// <inheritdoc/>
    public override IEnumerable<SpdxLicense> Licenses => [this];

    /// <summary>Finds the licence; of <c>GPL-2.0+</c> the listed id with the plus sign.</summary>
    public LicenseEntry? Find(LicenseIndex index) => (OrLater ? index.Find(Id + "+") : null) ?? index.Find(Id);

    /// <summary>What the licence asks for. An exception takes from copyleft what would reach other works.</summary>
    public LicenseFamily FamilyIn(LicenseIndex index) => Find(index) switch
    {
        null => LicenseFamily.Unknown,
        { Family: LicenseFamily.StrongCopyleft } when Exception is not null && SpdxExceptions.Contains(Exception) => LicenseFamily.WeakCopyleft,
        var entry => entry.Family,
    };

    /// <inheritdoc/>
    public override string ToString() => Id + (OrLater ? "+" : "") + (Exception is null ? "" : " WITH " + Exception);

    internal override (int Weight, IReadOnlyList<SpdxLicense> Licenses) Choose(Func<SpdxLicense, int> weight) => (weight(this), [this]);
}

/// <summary>Both apply (<c>AND</c>), or one of them may be chosen (<c>OR</c>).</summary>
public sealed record SpdxCombination(bool IsChoice, SpdxExpression Left, SpdxExpression Right) : SpdxExpression
{
    /// <inheritdoc/>
    public override IEnumerable<SpdxLicense> Licenses => Left.Licenses.Concat(Right.Licenses);

    /// <inheritdoc/>
    public override string ToString() => $"{Inner(Left)} {(IsChoice ? "OR" : "AND")} {Inner(Right)}";

    internal override (int Weight, IReadOnlyList<SpdxLicense> Licenses) Choose(Func<SpdxLicense, int> weight)
    {
        var left = Left.Choose(weight);
        var right = Right.Choose(weight);
        return IsChoice ? right.Weight < left.Weight ? right : left : (Math.Max(left.Weight, right.Weight), [.. left.Licenses, .. right.Licenses]);
    }

    // AND binds tighter than OR: a choice within it needs its parentheses.
    private string Inner(SpdxExpression expression) => !IsChoice && expression is SpdxCombination { IsChoice: true } ? $"({expression})" : expression.ToString()!;
}
