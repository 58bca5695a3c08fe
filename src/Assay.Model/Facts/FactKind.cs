namespace Assay.Model;

/// <summary>Names what a <see cref="Fact"/> states; the table in docs/design/facts.md gives the value and arguments of each.</summary>
public enum FactKind : byte
{
    /// <summary>An instruction or expression that calls a member; a called P/Invoke has the value <c>dll!function</c>.</summary>
    Call,
    /// <summary>An instruction or expression that constructs a type; the value is the type name.</summary>
    New,
    /// <summary>A declared P/Invoke, <c>dll!function</c>.</summary>
    PInvoke,
    /// <summary>A function that a native image imports, <c>dll!function</c>.</summary>
    Import,
    /// <summary>A function that a native image exports.</summary>
    Export,
    /// <summary>A used type.</summary>
    Type,
    /// <summary>A declared base type or interface.</summary>
    Base,
    /// <summary>A custom attribute.</summary>
    Attribute,
    /// <summary>A used field; argument <c>access</c> is read or write.</summary>
    Field,
    /// <summary>A used property; argument <c>access</c> is read or write.</summary>
    Property,
    /// <summary>A method the file itself declares; the value is its bare name, arguments are the parameter names.</summary>
    Method,
    /// <summary>A constant text.</summary>
    String,
    /// <summary>A constant number.</summary>
    Number,
    /// <summary>A constant instant, ISO 8601.</summary>
    Date,
    /// <summary>A started program: lower-case base name without <c>.exe</c>.</summary>
    Process,
    /// <summary>A resolved PowerShell command.</summary>
    Command,
    /// <summary>A COM class by ProgID or CLSID.</summary>
    Com,
    /// <summary>A WMI class or query.</summary>
    Wmi,
    /// <summary>A registry path, normalised (<c>HKLM\...</c>).</summary>
    Registry,
    /// <summary>A file system path, normalised text.</summary>
    Path,
    /// <summary>A URL as written; arguments scheme, host, port, path, query, role.</summary>
    Url,
    /// <summary>A secret by format id; the text is redacted.</summary>
    Secret,
    /// <summary>A manifest entry: key and value.</summary>
    Metadata,
    /// <summary>A dependency: package id; arguments range, framework, kind.</summary>
    Dependency,
    /// <summary>A licence: SPDX id or name.</summary>
    License,
    /// <summary>A signature by role; arguments digest, key, status, signer.</summary>
    Signature,
    /// <summary>A section of a binary.</summary>
    Section,
    /// <summary>A resource of a binary.</summary>
    Resource,
    /// <summary>A file of a package; arguments size, kind.</summary>
    File,
    /// <summary>An MSBuild task; arguments are its parameters.</summary>
    Task,
    /// <summary>Something that should not be so, by id.</summary>
    Anomaly,
    /// <summary>What changed between two versions or target frameworks.</summary>
    Difference,
    /// <summary>A file that this one runs or loads; argument <c>how</c>.</summary>
    Include,
    /// <summary>The digest that a catalogue lists for a file, hexadecimal; arguments algorithm, file.</summary>
    Digest,
    /// <summary>A public type or member of an assembly, stated when somebody asks for it; argument <c>parameters</c> is how many a method has.</summary>
    Member,
    /// <summary>A known vulnerability of the package or of a component in it, by id.</summary>
    Vulnerability,
}
