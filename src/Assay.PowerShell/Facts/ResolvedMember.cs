using Assay.Framework;

namespace Assay.PowerShell.Facts;

/// <summary>A member as facts name it.</summary>
/// <param name="Name"><c>Namespace.Type::Member</c>; <c>?::Member</c> where the receiver's type is not known.</param>
/// <param name="IsKnown">True when the type is known.</param>
/// <param name="Member">The member, where the table of the framework has it.</param>
/// <param name="Type">What it gives, spelled as the table of the framework spells it; null where that is not known.</param>
/// <param name="BareName">The name alone.</param>
internal sealed record ResolvedMember(string Name, bool IsKnown, FrameworkMember? Member, string? Type, string BareName);
