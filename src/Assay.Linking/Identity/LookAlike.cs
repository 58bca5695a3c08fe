namespace Assay.Linking;

/// <summary>Says that an id may be taken for that of another package.</summary>
/// <param name="Of">The id of the other package.</param>
/// <param name="How">In which way: <c>letters</c>, <c>characters</c>, <c>separators</c>, <c>spelling</c>, <c>plural</c>, <c>order</c>, <c>affix</c>, <c>part</c>.</param>
/// <param name="IsClose">True where a reader takes one for the other; false where the id is built upon the other one, as honest extensions are, too.</param>
public sealed record LookAlike(string Of, string How, bool IsClose);
