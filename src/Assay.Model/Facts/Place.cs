namespace Assay.Model;

/// <summary>Names the place in a file that a fact belongs to, as a person would look for it.</summary>
/// <param name="Type">Outermost declaring type (IL), target (MSBuild), function (scripts); null at file level.</param>
/// <param name="Method">Method as written in the source: closures, iterators and async state machines count to the method that contains them.</param>
/// <param name="Body">The compiler-generated <c>Type::Method</c> that IL offsets count in; null where it is <paramref name="Method"/> itself.</param>
/// <param name="XPath">Path of the element in an XML file.</param>
public sealed record Place(string? Type, string? Method, string? Body = null, string? XPath = null)
{
    /// <summary>What is known of the place before the package around it is known: <see cref="Surface.Load"/> for a module initialiser and so on.</summary>
    public Surface Surface { get; init; }
}
