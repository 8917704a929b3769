<?xml version="1.0" encoding="UTF-8"?>
<!--
  Makes the POM that is deployed of the flattened one: what the application may bring is not named, and Spring is asked for
  in the version given.
-->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:pom="http://maven.apache.org/POM/4.0.0">
    <xsl:output method="xml" encoding="UTF-8"/>
    <xsl:param name="spring"/>

    <xsl:template match="@* | node()">
        <xsl:copy>
            <xsl:apply-templates select="@* | node()"/>
        </xsl:copy>
    </xsl:template>

    <xsl:template match="/">
        <xsl:text>&#10;</xsl:text>
        <xsl:apply-templates/>
    </xsl:template>

    <!-- With the white space before it. -->
    <xsl:template match="pom:dependency[pom:scope = 'provided']"/>
    <xsl:template match="text()[following-sibling::*[1][self::pom:dependency[pom:scope = 'provided']]]"/>

    <xsl:template match="pom:dependency[pom:groupId = 'org.springframework']/pom:version/text()">
        <xsl:value-of select="$spring"/>
    </xsl:template>
</xsl:stylesheet>
